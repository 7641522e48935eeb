-- The log of placements, written at commit for every door: what a limit can ask of the card, where it is new.
-- and each slot that the card takes now and did not take before, under the limits in force. What the two
-- columns are is looked up once, not for every limit. A limit that is changed afterwards was entered all the same.
CREATE OR REPLACE FUNCTION record_placement() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  v_card CONSTANT uuid := CASE WHEN TG_TABLE_NAME = 'card' THEN (to_jsonb(NEW) ->> 'id')::uuid
    WHEN TG_OP = 'DELETE' THEN (to_jsonb(OLD) ->> 'card_id')::uuid ELSE (to_jsonb(NEW) ->> 'card_id')::uuid END;
  before placement;
  after placement;
BEGIN
  SELECT * INTO before FROM placement x WHERE x.card_id = v_card ORDER BY x.id DESC LIMIT 1;
  INSERT INTO placement (board_id, card_id, version, at, column_id, lane_id, class_of_service, assignee_ids, blocked)
  SELECT c.board_id, c.id, b.version, date_trunc('milliseconds', clock_timestamp()), p.column_id, p.lane_id,
    p.class_of_service, p.assignee_ids, p.blocked
  FROM card c JOIN board b ON b.id = c.board_id, LATERAL place_of(c) p
  WHERE c.id = v_card
    AND (p.column_id, p.lane_id, p.class_of_service, p.assignee_ids, p.blocked) IS DISTINCT FROM
      (before.column_id, before.lane_id, before.class_of_service, before.assignee_ids, before.blocked)
  RETURNING * INTO after;
  IF after.column_id IS NOT NULL THEN
    INSERT INTO limit_entry (board_id, limit_id, card_id, at, user_id)
    SELECT after.board_id, l.id, after.card_id, after.at, nullif(slot, '00000000-0000-0000-0000-000000000000')
    FROM wip_limit l
    JOIN board b ON b.id = l.board_id
    JOIN board_column goes_to ON goes_to.id = after.column_id
    LEFT JOIN board_column came_from ON came_from.id = before.column_id
    CROSS JOIN unnest(limit_slots(l, b, ARRAY[after.column_id], ROW(after.column_id, after.lane_id,
      after.class_of_service, after.assignee_ids, after.blocked)::card_place)) AS slot
    WHERE l.board_id = after.board_id AND l.removed_at IS NULL
      AND limit_covers(l, coalesce(goes_to.done_part_of, goes_to.id), goes_to.kind)
      AND NOT (limit_covers(l, coalesce(came_from.done_part_of, came_from.id), came_from.kind)
        AND slot = ANY (limit_slots(l, b, ARRAY[before.column_id], ROW(before.column_id, before.lane_id,
          before.class_of_service, before.assignee_ids, before.blocked)::card_place)));
  END IF;
  -- Who has come in, or has left the board, waits no longer.
  DELETE FROM waiting_card w USING card c
  WHERE w.card_id = v_card AND c.id = w.card_id AND (c.archived_at IS NOT NULL OR c.column_id = w.column_id);
  RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS card_placement_change_recorded ON card;
CREATE CONSTRAINT TRIGGER card_placement_change_recorded AFTER UPDATE ON card DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (
    (OLD.column_id, OLD.lane_id, OLD.class_of_service, OLD.archived_at, OLD.blocked_at)
    IS DISTINCT FROM (NEW.column_id, NEW.lane_id, NEW.class_of_service, NEW.archived_at, NEW.blocked_at))
  EXECUTE FUNCTION record_placement();

DROP TRIGGER IF EXISTS assignment_placement_recorded ON card_assignee;
CREATE CONSTRAINT TRIGGER assignment_placement_recorded AFTER INSERT OR UPDATE OR DELETE ON card_assignee
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION record_placement();

DROP TRIGGER IF EXISTS card_placement_recorded ON card;
CREATE CONSTRAINT TRIGGER card_placement_recorded AFTER INSERT ON card DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NOT is_being_made(NEW.board_id)) EXECUTE FUNCTION record_placement();

-- Placements of cards that have none, from their log: for history that was written as a whole. What the log does not
-- know (class, people) is taken as it is now.
-- with each card's blocks found by their index: an import with many of them took time by their square.
CREATE OR REPLACE FUNCTION write_placements(p_board uuid) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO placement (board_id, card_id, version, at, column_id, lane_id, class_of_service, assignee_ids, blocked)
  SELECT c.board_id, c.id, 0, e.at, e.column_id, e.lane_id, c.class_of_service, p.assignee_ids,
    EXISTS (SELECT FROM card_block x WHERE x.board_id = c.board_id AND x.card_id = c.id AND x.blocked_at <= e.at
      AND (x.unblocked_at IS NULL OR x.unblocked_at > e.at))
  FROM card c, LATERAL place_of(c) p, LATERAL (
    SELECT t.at, t.seq, t.to_column_id AS column_id, t.lane_id FROM transition t WHERE t.card_id = c.id
    UNION ALL
    SELECT x.at, n.seq, n.to_column_id, n.lane_id
    FROM (SELECT y.blocked_at AS at FROM card_block y WHERE y.board_id = c.board_id AND y.card_id = c.id
      UNION SELECT y.unblocked_at FROM card_block y WHERE y.board_id = c.board_id AND y.card_id = c.id AND y.unblocked_at IS NOT NULL) x,
      LATERAL (SELECT t.seq, t.to_column_id, t.lane_id FROM transition t
        WHERE t.card_id = c.id AND t.at <= x.at ORDER BY t.seq DESC LIMIT 1) n
    UNION ALL
    SELECT c.archived_at, c.last_seq + 1, NULL, c.lane_id
    WHERE c.archived_at IS NOT NULL AND c.column_id IS NOT NULL) e
  WHERE c.board_id = p_board AND NOT EXISTS (SELECT FROM placement x WHERE x.card_id = c.id)
  ORDER BY e.at, c.id, e.seq
$$;
