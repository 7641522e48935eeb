-- A limit covers whole columns of its own board (a list of ids can have no key), and stays what it was once it is
-- removed. Its changes are dated one after the other, and never before the steps that the board has taken already. The
-- board is locked by then. Raises SLB01.
CREATE FUNCTION guard_limit() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  newest_at timestamptz;
BEGIN
  IF EXISTS (SELECT FROM unnest(NEW.column_ids) covered_id WHERE NOT EXISTS (
    SELECT FROM board_column stage WHERE stage.id = covered_id AND stage.board_id = NEW.board_id)) THEN
    RAISE EXCEPTION 'A limit covers columns of its own board.' USING ERRCODE = 'SLB01';
  END IF;
  IF (TG_OP = 'INSERT' OR NEW.column_ids IS DISTINCT FROM OLD.column_ids) AND EXISTS (
    SELECT FROM board_column part WHERE part.id = ANY (NEW.column_ids) AND part.done_part_of IS NOT NULL) THEN
    RAISE EXCEPTION 'A limit names a whole column, not its done part.' USING ERRCODE = 'SLB01';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF OLD.removed_at IS NOT NULL THEN
      RAISE EXCEPTION 'A limit that is removed stays removed.' USING ERRCODE = 'SLB01';
    END IF;
    IF NEW.changed_at <= OLD.changed_at THEN NEW.changed_at := greatest(present(), OLD.changed_at); END IF;
  END IF;
  newest_at := newest_step_at(NEW.board_id);
  IF newest_at > clock_timestamp() THEN NEW.changed_at := greatest(NEW.changed_at, newest_at); END IF;
  RETURN NEW;
END $$;

-- Named to run after `wip_limit_changed_under_lock`: triggers of one event run by their names.
CREATE TRIGGER wip_limit_checked BEFORE INSERT OR UPDATE ON wip_limit FOR EACH ROW EXECUTE FUNCTION guard_limit();

-- Limits keep their history themselves, so that no change of one goes unrecorded.
CREATE FUNCTION record_limit_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO wip_limit_change (board_id, limit_id, at, actor_id, from_max, to_max, from_mode, to_mode, scope, why)
  VALUES (NEW.board_id, NEW.id, NEW.changed_at, NEW.changed_by_id,
    CASE WHEN TG_OP = 'UPDATE' THEN OLD.max END,
    CASE WHEN NEW.removed_at IS NULL THEN NEW.max END,
    CASE WHEN TG_OP = 'UPDATE' THEN OLD.mode END,
    CASE WHEN NEW.removed_at IS NULL THEN NEW.mode END,
    limit_facts(NEW) - ARRAY['id', 'max', 'mode'], NEW.changed_why);
  RETURN NULL;
END $$;

CREATE TRIGGER wip_limit_recorded AFTER INSERT ON wip_limit FOR EACH ROW EXECUTE FUNCTION record_limit_change();

CREATE TRIGGER wip_limit_change_recorded AFTER UPDATE ON wip_limit
  FOR EACH ROW WHEN (
    (OLD.max, OLD.mode, OLD.column_ids, OLD.lane_id, OLD.user_id, OLD.per_person, OLD.class_of_service, OLD.removed_at)
    IS DISTINCT FROM
    (NEW.max, NEW.mode, NEW.column_ids, NEW.lane_id, NEW.user_id, NEW.per_person, NEW.class_of_service, NEW.removed_at))
  EXECUTE FUNCTION record_limit_change();
