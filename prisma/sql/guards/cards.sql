CREATE OR REPLACE FUNCTION guard_card() RETURNS trigger
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

DROP TRIGGER IF EXISTS card_placed_in_limits ON card;
CREATE CONSTRAINT TRIGGER card_placed_in_limits AFTER UPDATE ON card DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (
    (OLD.column_id, OLD.lane_id, OLD.class_of_service, OLD.archived_at, OLD.blocked_at, OLD.last_seq, OLD.entered_column_at)
    IS DISTINCT FROM
    (NEW.column_id, NEW.lane_id, NEW.class_of_service, NEW.archived_at, NEW.blocked_at, NEW.last_seq, NEW.entered_column_at))
  EXECUTE FUNCTION guard_card();

DROP TRIGGER IF EXISTS card_created_in_limits ON card;
CREATE CONSTRAINT TRIGGER card_created_in_limits AFTER INSERT ON card DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NOT is_being_made(NEW.board_id)) EXECUTE FUNCTION guard_card();

CREATE OR REPLACE FUNCTION guard_assignment() RETURNS trigger
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

DROP TRIGGER IF EXISTS card_assigned_in_limits ON card_assignee;
CREATE CONSTRAINT TRIGGER card_assigned_in_limits AFTER INSERT OR UPDATE ON card_assignee DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION guard_assignment();

-- Work is given to people who work: not to a viewer, not to somebody who is switched off. Whoever became one while on the
-- card stays until taken off.
CREATE OR REPLACE FUNCTION guard_assignee() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  person user_account;
BEGIN
  IF EXISTS (SELECT FROM card_assignee x WHERE x.card_id = NEW.card_id AND x.user_id = NEW.user_id) THEN RETURN NEW; END IF;
  SELECT * INTO person FROM user_account u WHERE u.id = NEW.user_id;
  IF person.disabled_at IS NOT NULL THEN
    PERFORM refuse_member('assigneeIds', format('%s is switched off. Choose somebody else.', person.name));
  END IF;
  IF EXISTS (SELECT FROM board b JOIN membership m ON m.team_id = b.team_id AND m.user_id = NEW.user_id
      WHERE b.id = NEW.board_id AND m.role = 'viewer') THEN
    PERFORM refuse_member('assigneeIds',
      format('%s is a viewer, who reads and does not work on cards. Choose somebody else.', person.name));
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER card_assigned_to_worker BEFORE INSERT ON card_assignee FOR EACH ROW EXECUTE FUNCTION guard_assignee();
