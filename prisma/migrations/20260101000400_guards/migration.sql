-- SQL typed by hand is a door too. These triggers hold what the commands promise, for whoever writes:
--   SLW01 a hard limit would be exceeded          SLL01 the log is append-only
--   SLW02 a limit needs an override on record     SLL02 a card's column and its log would differ
--   SLB01 the board's structure would break       SLL03 a transition out of sequence
--   SLB02 a board version without its activity

-- Append-only rows.

CREATE FUNCTION guard_append_only() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Rows of % are never changed or removed.', TG_TABLE_NAME USING ERRCODE = 'SLL01';
END $$;

CREATE TRIGGER transition_append_only BEFORE UPDATE OR DELETE ON transition
  FOR EACH ROW EXECUTE FUNCTION guard_append_only();
CREATE TRIGGER transition_no_truncate BEFORE TRUNCATE ON transition EXECUTE FUNCTION guard_append_only();
CREATE TRIGGER activity_append_only BEFORE UPDATE OR DELETE ON activity
  FOR EACH ROW EXECUTE FUNCTION guard_append_only();
CREATE TRIGGER activity_no_truncate BEFORE TRUNCATE ON activity EXECUTE FUNCTION guard_append_only();
CREATE TRIGGER wip_limit_change_append_only BEFORE UPDATE OR DELETE ON wip_limit_change
  FOR EACH ROW EXECUTE FUNCTION guard_append_only();
CREATE TRIGGER wip_limit_change_no_truncate BEFORE TRUNCATE ON wip_limit_change EXECUTE FUNCTION guard_append_only();
CREATE TRIGGER limit_breach_append_only BEFORE UPDATE OR DELETE ON limit_breach
  FOR EACH ROW EXECUTE FUNCTION guard_append_only();
CREATE TRIGGER limit_breach_no_truncate BEFORE TRUNCATE ON limit_breach EXECUTE FUNCTION guard_append_only();
CREATE TRIGGER board_column_kept BEFORE DELETE ON board_column
  FOR EACH ROW EXECUTE FUNCTION guard_append_only();
CREATE TRIGGER wip_limit_kept BEFORE DELETE ON wip_limit
  FOR EACH ROW EXECUTE FUNCTION guard_append_only();
CREATE TRIGGER wip_limit_no_truncate BEFORE TRUNCATE ON wip_limit EXECUTE FUNCTION guard_append_only();

-- Whoever changes what a limit counts holds the board's lock, so that the counts at commit are exact. A snapshot
-- taken before the wait would not be: other isolation levels are refused.

CREATE FUNCTION hold_board() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'Boards are written at isolation level READ COMMITTED only.' USING ERRCODE = 'SLB01';
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.board_id <> OLD.board_id THEN
    RAISE EXCEPTION 'A row of % stays on its board.', TG_TABLE_NAME USING ERRCODE = 'SLB01';
  END IF;
  PERFORM FROM board WHERE id = NEW.board_id FOR NO KEY UPDATE;
  RETURN NEW;
END $$;

CREATE TRIGGER card_created_under_lock BEFORE INSERT ON card FOR EACH ROW EXECUTE FUNCTION hold_board();
CREATE TRIGGER card_placed_under_lock
  BEFORE UPDATE OF board_id, column_id, lane_id, class_of_service, archived_at, deleted_at, blocked_at, last_seq,
    entered_column_at ON card
  FOR EACH ROW EXECUTE FUNCTION hold_board();
CREATE TRIGGER card_assigned_under_lock BEFORE INSERT OR UPDATE ON card_assignee
  FOR EACH ROW EXECUTE FUNCTION hold_board();
CREATE TRIGGER column_changed_under_lock BEFORE INSERT OR UPDATE ON board_column
  FOR EACH ROW EXECUTE FUNCTION hold_board();
CREATE TRIGGER lane_changed_under_lock BEFORE INSERT OR UPDATE ON lane FOR EACH ROW EXECUTE FUNCTION hold_board();

-- Versions and card numbers only count up, and each version has its activity.

CREATE FUNCTION guard_board() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.version <> 0 THEN
      RAISE EXCEPTION 'A board begins at version 0.' USING ERRCODE = 'SLB02';
    END IF;
  ELSIF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
    RAISE EXCEPTION 'A board''s version goes up one by one.' USING ERRCODE = 'SLB02';
  ELSIF NEW.next_card_number < OLD.next_card_number THEN
    RAISE EXCEPTION 'Card numbers are not used twice.' USING ERRCODE = 'SLB02';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER board_counts_up BEFORE INSERT OR UPDATE OF version, next_card_number ON board
  FOR EACH ROW EXECUTE FUNCTION guard_board();

CREATE FUNCTION guard_version_recorded() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM activity a WHERE a.board_id = NEW.id AND a.version = NEW.version) THEN
    RAISE EXCEPTION 'Version % of board % has no activity.', NEW.version, NEW.id USING ERRCODE = 'SLB02';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER board_version_recorded AFTER UPDATE OF version ON board DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.version <> OLD.version) EXECUTE FUNCTION guard_version_recorded();

CREATE FUNCTION guard_activity() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version IS DISTINCT FROM (SELECT b.version FROM board b WHERE b.id = NEW.board_id FOR NO KEY UPDATE) THEN
    RAISE EXCEPTION 'An activity carries the present version of its board.' USING ERRCODE = 'SLB02';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER activity_numbered BEFORE INSERT ON activity FOR EACH ROW EXECUTE FUNCTION guard_activity();

-- Transitions continue one another.

CREATE FUNCTION guard_transition() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  previous transition;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'Boards are written at isolation level READ COMMITTED only.' USING ERRCODE = 'SLB01';
  END IF;
  PERFORM FROM board WHERE id = NEW.board_id FOR NO KEY UPDATE;
  SELECT * INTO previous FROM transition t WHERE t.card_id = NEW.card_id ORDER BY t.seq DESC LIMIT 1;
  IF NEW.seq <> coalesce(previous.seq, 0) + 1
    OR NEW.from_column_id IS DISTINCT FROM previous.to_column_id
    OR NEW.at < previous.at
    OR NEW.at > clock_timestamp() + interval '1 second' THEN
    RAISE EXCEPTION 'Transition % of card % does not continue its log.', NEW.seq, NEW.card_id
      USING ERRCODE = 'SLL03';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER transition_continues BEFORE INSERT ON transition FOR EACH ROW EXECUTE FUNCTION guard_transition();

-- At commit: the card is where its newest transition says.

CREATE FUNCTION check_log(p_card uuid) RETURNS card
LANGUAGE plpgsql AS $$
DECLARE
  c card;
  newest transition;
BEGIN
  SELECT * INTO c FROM card x WHERE x.id = p_card;
  SELECT * INTO newest FROM transition t WHERE t.card_id = p_card ORDER BY t.seq DESC LIMIT 1;
  IF newest.id IS NULL OR newest.board_id <> c.board_id OR newest.to_column_id IS DISTINCT FROM c.column_id
    OR newest.seq <> c.last_seq OR newest.at <> c.entered_column_at THEN
    RAISE EXCEPTION 'Card % is not where its newest transition says.', p_card USING ERRCODE = 'SLL02',
      HINT = 'A card changes its column together with a transition.';
  END IF;
  RETURN c;
END $$;

CREATE FUNCTION guard_step() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM card c WHERE c.id = NEW.card_id AND c.board_id = NEW.board_id AND c.last_seq > NEW.seq;
  IF NOT FOUND THEN PERFORM check_log(NEW.card_id); END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER transition_moves_card AFTER INSERT ON transition DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION guard_step();

-- At commit: no hard limit that the card newly falls under is exceeded.

CREATE FUNCTION guard_admission(b board, p_card uuid, before card_place, after card_place) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  breach jsonb;
BEGIN
  FOR breach IN SELECT x FROM jsonb_array_elements(find_breaches(b, p_card, before, after)) x LOOP
    IF breach ->> 'mode' = 'hard' THEN
      RAISE EXCEPTION 'WIP limit exceeded: % of % slots are taken.', breach ->> 'count', breach ->> 'max'
        USING ERRCODE = 'SLW01', DETAIL = breach::text;
    ELSIF breach ->> 'mode' = 'reason' AND NOT EXISTS (
      SELECT FROM limit_breach x
      WHERE x.board_id = b.id AND x.limit_id = (breach ->> 'id')::uuid AND x.card_id = p_card
        AND x.reason <> '' AND x.xact = pg_current_xact_id()::text::bigint) THEN
      RAISE EXCEPTION 'WIP limit exceeded without a reason on record: % of % slots are taken.',
        breach ->> 'count', breach ->> 'max' USING ERRCODE = 'SLW02', DETAIL = breach::text;
    END IF;
  END LOOP;
END $$;

CREATE FUNCTION guard_card() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  c CONSTANT card := check_log(NEW.id);
  b board;
  before card_place;
BEGIN
  IF c.archived_at IS NULL AND NOT EXISTS (
    SELECT FROM board_column k WHERE k.id = c.column_id AND k.board_id = c.board_id AND k.archived_at IS NULL)
    OR c.lane_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM lane x WHERE x.id = c.lane_id AND x.board_id = c.board_id) THEN
    RAISE EXCEPTION 'Card % is in a column or lane that its board does not have.', c.id USING ERRCODE = 'SLB01';
  END IF;
  -- A row that was changed again in this transaction is judged by its last change.
  IF (NEW.column_id, NEW.lane_id, NEW.class_of_service, NEW.archived_at, NEW.blocked_at)
    IS DISTINCT FROM (c.column_id, c.lane_id, c.class_of_service, c.archived_at, c.blocked_at) THEN
    RETURN NULL;
  END IF;
  SELECT * INTO b FROM board x WHERE x.id = c.board_id;
  IF TG_OP = 'UPDATE' THEN before := place_of(OLD); END IF;
  PERFORM guard_admission(b, c.id, before, place_of(c));
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER card_created_in_limits AFTER INSERT ON card DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION guard_card();
CREATE CONSTRAINT TRIGGER card_placed_in_limits AFTER UPDATE ON card DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (
    (OLD.column_id, OLD.lane_id, OLD.class_of_service, OLD.archived_at, OLD.blocked_at, OLD.last_seq, OLD.entered_column_at)
    IS DISTINCT FROM
    (NEW.column_id, NEW.lane_id, NEW.class_of_service, NEW.archived_at, NEW.blocked_at, NEW.last_seq, NEW.entered_column_at))
  EXECUTE FUNCTION guard_card();

CREATE FUNCTION guard_assignment() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  c card;
  b board;
  before card_place;
  after card_place;
BEGIN
  SELECT * INTO c FROM card x WHERE x.id = NEW.card_id;
  IF c.board_id <> NEW.board_id THEN
    RAISE EXCEPTION 'An assignment is on the board of its card.' USING ERRCODE = 'SLB01';
  END IF;
  after := place_of(c);
  IF NEW.user_id = ANY (after.assignee_ids) THEN
    before := after;
    before.assignee_ids := array_remove(after.assignee_ids, NEW.user_id);
    SELECT * INTO b FROM board x WHERE x.id = c.board_id;
    PERFORM guard_admission(b, c.id, before, after);
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER card_assigned_in_limits AFTER INSERT OR UPDATE ON card_assignee DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION guard_assignment();

CREATE FUNCTION guard_column_archived() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM card c JOIN board_column k ON k.id = c.column_id
    WHERE c.column_id = NEW.id AND c.archived_at IS NULL AND k.archived_at IS NOT NULL) THEN
    RAISE EXCEPTION 'Column % still holds cards.', NEW.id USING ERRCODE = 'SLB01';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER column_archived_empty AFTER UPDATE OF archived_at ON board_column DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.archived_at IS NOT NULL) EXECUTE FUNCTION guard_column_archived();

-- Limits keep their history themselves, so that no change of one goes unrecorded.

CREATE FUNCTION guard_limit() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'Boards are written at isolation level READ COMMITTED only.' USING ERRCODE = 'SLB01';
  END IF;
  PERFORM FROM board WHERE id = NEW.board_id FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM unnest(NEW.column_ids) x
      WHERE NOT EXISTS (SELECT FROM board_column k WHERE k.id = x AND k.board_id = NEW.board_id))
    OR NEW.lane_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM lane x WHERE x.id = NEW.lane_id AND x.board_id = NEW.board_id) THEN
    RAISE EXCEPTION 'A limit covers columns and lanes of its own board.' USING ERRCODE = 'SLB01';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF NEW.board_id <> OLD.board_id OR OLD.removed_at IS NOT NULL THEN
      RAISE EXCEPTION 'A limit stays on its board, and a removed one stays removed.' USING ERRCODE = 'SLB01';
    END IF;
    IF NEW.changed_at <= OLD.changed_at THEN
      NEW.changed_at := greatest(date_trunc('milliseconds', clock_timestamp()), OLD.changed_at);
    END IF;
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER wip_limit_changed_under_lock BEFORE INSERT OR UPDATE ON wip_limit
  FOR EACH ROW EXECUTE FUNCTION guard_limit();

CREATE FUNCTION record_limit_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO wip_limit_change (board_id, limit_id, at, actor_id, from_max, to_max, from_mode, to_mode, scope, why)
  VALUES (NEW.board_id, NEW.id, NEW.changed_at, NEW.changed_by_id,
    CASE WHEN TG_OP = 'UPDATE' THEN OLD.max END,
    CASE WHEN NEW.removed_at IS NULL THEN NEW.max END,
    CASE WHEN TG_OP = 'UPDATE' THEN OLD.mode END,
    CASE WHEN NEW.removed_at IS NULL THEN NEW.mode END,
    jsonb_build_object('columnIds', NEW.column_ids, 'laneId', NEW.lane_id, 'userId', NEW.user_id,
      'perPerson', NEW.per_person, 'classOfService', NEW.class_of_service),
    NEW.changed_why);
  RETURN NULL;
END $$;

CREATE TRIGGER wip_limit_recorded AFTER INSERT ON wip_limit
  FOR EACH ROW EXECUTE FUNCTION record_limit_change();
CREATE TRIGGER wip_limit_change_recorded AFTER UPDATE ON wip_limit
  FOR EACH ROW WHEN (
    (OLD.max, OLD.mode, OLD.column_ids, OLD.lane_id, OLD.user_id, OLD.per_person, OLD.class_of_service, OLD.removed_at)
    IS DISTINCT FROM
    (NEW.max, NEW.mode, NEW.column_ids, NEW.lane_id, NEW.user_id, NEW.per_person, NEW.class_of_service, NEW.removed_at))
  EXECUTE FUNCTION record_limit_change();
