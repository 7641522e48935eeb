-- At commit: whatever was written about a card, by whatever door, it is admitted where it is now.

-- No hard limit that the card newly falls under is exceeded, and one that wants a reason has it on record. Several
-- cards that come in together each see the others, so it looks for as many reasons as there are cards over the limit,
-- not for one on the card it happens to look at. Raises SLW01, SLW02.
CREATE FUNCTION guard_admission(board board, p_card_id uuid, before card_place, after card_place) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  breach jsonb;
  reasons bigint;
  has_own boolean;
BEGIN
  FOR breach IN SELECT listed FROM jsonb_array_elements(find_breaches(board, p_card_id, before, after)) listed LOOP
    IF breach ->> 'mode' = 'hard' THEN
      RAISE EXCEPTION 'WIP limit exceeded: % of % slots are taken.', breach ->> 'count', breach ->> 'max'
        USING ERRCODE = 'SLW01', DETAIL = breach::text;
    ELSIF breach ->> 'mode' = 'reason' THEN
      SELECT count(DISTINCT recorded.card_id), coalesce(bool_or(recorded.card_id = p_card_id), false)
      INTO reasons, has_own
      FROM limit_breach recorded
      WHERE recorded.board_id = board.id AND recorded.limit_id = (breach ->> 'id')::uuid AND recorded.reason <> ''
        AND recorded.xact = pg_current_xact_id()::text::bigint;
      IF NOT has_own AND reasons < (breach ->> 'count')::int + 1 - (breach ->> 'max')::int THEN
        RAISE EXCEPTION 'WIP limit exceeded without a reason on record: % of % slots are taken.',
          breach ->> 'count', breach ->> 'max' USING ERRCODE = 'SLW02', DETAIL = breach::text;
      END IF;
    END IF;
  END LOOP;
END $$;

-- The card is as its log says, in a column that is in use, and admitted: each change of it is judged by what has become
-- of the card, so that two small steps, the second a command's, are no way past a limit. Raises SLB01, SLL02, and as
-- `guard_admission` does.
CREATE FUNCTION guard_card() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  card CONSTANT card := require_card_as_logged(NEW.id);
  board board;
  before card_place;
BEGIN
  IF card.archived_at IS NULL AND EXISTS (
    SELECT FROM board_column stage WHERE stage.id = card.column_id AND stage.archived_at IS NOT NULL) THEN
    RAISE EXCEPTION 'Card % is in a column that is archived.', card.id USING ERRCODE = 'SLB01';
  END IF;
  SELECT * INTO board FROM board stored WHERE stored.id = card.board_id;
  IF TG_OP = 'UPDATE' THEN before := place_of(OLD); END IF;
  PERFORM guard_admission(board, card.id, before, place_of(card));
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER card_placed_in_limits
  AFTER UPDATE OF column_id, lane_id, class_of_service, archived_at, blocked_at, last_seq, entered_column_at ON card
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NOT is_by_command()) EXECUTE FUNCTION guard_card();

CREATE CONSTRAINT TRIGGER card_created_in_limits AFTER INSERT ON card DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NOT is_by_command() AND NOT is_being_made(NEW.board_id)) EXECUTE FUNCTION guard_card();

-- Who was put on a card takes a slot of their limits with it. Raises as `guard_admission` does.
CREATE FUNCTION guard_assignment() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  card card;
  board board;
  before card_place;
  after card_place;
BEGIN
  SELECT * INTO card FROM card stored WHERE stored.id = NEW.card_id;
  after := place_of(card);
  IF NEW.user_id = ANY (after.assignee_ids) THEN
    before := after;
    before.assignee_ids := array_remove(after.assignee_ids, NEW.user_id);
    SELECT * INTO board FROM board stored WHERE stored.id = card.board_id;
    PERFORM guard_admission(board, card.id, before, after);
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER card_assigned_in_limits AFTER INSERT OR UPDATE ON card_assignee DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NOT is_by_command()) EXECUTE FUNCTION guard_assignment();
