-- The log of placements: what a limit can ask of a card, wherever it is new.

-- The placement of a card that a command has put elsewhere, in its order among changes of limits. `p_version`: the board's,
-- of the command.
CREATE FUNCTION record_place(card card, before card_place, after card_place, p_version bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF after IS DISTINCT FROM before THEN
    INSERT INTO placement (board_id, card_id, version, at, column_id, lane_id, class_of_service, assignee_ids, blocked)
    VALUES (card.board_id, card.id, p_version, present(), after.column_id, after.lane_id, after.class_of_service,
      after.assignee_ids, after.blocked);
  END IF;
END $$;

-- At commit, for every other door: the card's place where it has changed. Who has come in, or has left the board, waits
-- no longer.
CREATE FUNCTION record_placement() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  placed_id uuid;
  before placement;
BEGIN
  IF TG_TABLE_NAME = 'card' THEN placed_id := NEW.id;
  ELSIF TG_OP = 'DELETE' THEN placed_id := OLD.card_id;
  ELSE placed_id := NEW.card_id; END IF;
  SELECT * INTO before FROM placement past WHERE past.card_id = placed_id ORDER BY past.id DESC LIMIT 1;
  INSERT INTO placement (board_id, card_id, version, at, column_id, lane_id, class_of_service, assignee_ids, blocked)
  SELECT card.board_id, card.id, board.version, present(), place.column_id, place.lane_id, place.class_of_service,
    place.assignee_ids, place.blocked
  FROM card JOIN board ON board.id = card.board_id, LATERAL place_of(card) place
  WHERE card.id = placed_id
    AND (place.column_id, place.lane_id, place.class_of_service, place.assignee_ids, place.blocked) IS DISTINCT FROM
      (before.column_id, before.lane_id, before.class_of_service, before.assignee_ids, before.blocked);
  DELETE FROM waiting_card waiting USING card
  WHERE waiting.card_id = placed_id AND card.id = waiting.card_id
    AND (card.archived_at IS NOT NULL OR card.column_id = waiting.column_id);
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER card_placement_recorded AFTER INSERT ON card DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NOT is_by_command() AND NOT is_being_made(NEW.board_id)) EXECUTE FUNCTION record_placement();

CREATE CONSTRAINT TRIGGER card_placement_change_recorded
  AFTER UPDATE OF column_id, lane_id, class_of_service, archived_at, blocked_at ON card DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NOT is_by_command()) EXECUTE FUNCTION record_placement();

CREATE CONSTRAINT TRIGGER assignment_placement_recorded AFTER INSERT OR UPDATE OR DELETE ON card_assignee
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NOT is_by_command()) EXECUTE FUNCTION record_placement();

-- The place that a placement notes.
CREATE FUNCTION place_at(placement placement) RETURNS card_place
LANGUAGE sql IMMUTABLE AS $$
  SELECT ROW(placement.column_id, placement.lane_id, placement.class_of_service, placement.assignee_ids,
    placement.blocked)::card_place
$$;

-- Placements of cards that have none, from their log: for history that was written as a whole. What the log does not
-- know (class, people) is taken as it is now. Each card's blocks are found by their index: an import with many of them
-- would take time by their square.
CREATE FUNCTION write_placements(p_board_id uuid) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO placement (board_id, card_id, version, at, column_id, lane_id, class_of_service, assignee_ids, blocked)
  SELECT card.board_id, card.id, 0, change.at, change.column_id, change.lane_id, card.class_of_service,
    place.assignee_ids,
    EXISTS (SELECT FROM card_block block WHERE block.board_id = card.board_id AND block.card_id = card.id
      AND block.blocked_at <= change.at AND (block.unblocked_at IS NULL OR block.unblocked_at > change.at))
  FROM card, LATERAL place_of(card) place, LATERAL (
    SELECT step.at, step.seq, step.to_column_id AS column_id, step.lane_id
    FROM transition step WHERE step.card_id = card.id
    UNION ALL
    SELECT turn.at, last_step.seq, last_step.to_column_id, last_step.lane_id
    FROM (
        SELECT block.blocked_at AS at FROM card_block block
        WHERE block.board_id = card.board_id AND block.card_id = card.id
        UNION
        SELECT block.unblocked_at FROM card_block block
        WHERE block.board_id = card.board_id AND block.card_id = card.id AND block.unblocked_at IS NOT NULL) turn,
      LATERAL (SELECT step.seq, step.to_column_id, step.lane_id FROM transition step
        WHERE step.card_id = card.id AND step.at <= turn.at ORDER BY step.seq DESC LIMIT 1) last_step
    UNION ALL
    SELECT card.archived_at, card.last_seq + 1, NULL, card.lane_id
    WHERE card.archived_at IS NOT NULL AND card.column_id IS NOT NULL) change
  WHERE card.board_id = p_board_id AND NOT EXISTS (SELECT FROM placement past WHERE past.card_id = card.id)
  ORDER BY change.at, card.id, change.seq
$$;
