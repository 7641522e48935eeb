-- Several cards that come in together: at commit each of them sees the others, so the last line of defence looks for
-- as many reasons as there are cards over the limit, not for one on the card it happens to look at.
CREATE OR REPLACE FUNCTION guard_admission(b board, p_card uuid, before card_place, after card_place) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  breach jsonb;
  reasons bigint;
  has_own boolean;
BEGIN
  FOR breach IN SELECT x FROM jsonb_array_elements(find_breaches(b, p_card, before, after)) x LOOP
    IF breach ->> 'mode' = 'hard' THEN
      RAISE EXCEPTION 'WIP limit exceeded: % of % slots are taken.', breach ->> 'count', breach ->> 'max'
        USING ERRCODE = 'SLW01', DETAIL = breach::text;
    ELSIF breach ->> 'mode' = 'reason' THEN
      SELECT count(DISTINCT x.card_id), coalesce(bool_or(x.card_id = p_card), false) INTO reasons, has_own
      FROM limit_breach x
      WHERE x.board_id = b.id AND x.limit_id = (breach ->> 'id')::uuid AND x.reason <> ''
        AND x.xact = pg_current_xact_id()::text::bigint;
      IF NOT has_own AND reasons < (breach ->> 'count')::int + 1 - (breach ->> 'max')::int THEN
        RAISE EXCEPTION 'WIP limit exceeded without a reason on record: % of % slots are taken.',
          breach ->> 'count', breach ->> 'max' USING ERRCODE = 'SLW02', DETAIL = breach::text;
      END IF;
    END IF;
  END LOOP;
END $$;

-- Limits keep their history themselves, so that no change of one goes unrecorded.
-- and never before the steps that the board has taken already.
CREATE OR REPLACE FUNCTION guard_limit() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  newest timestamptz;
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
  newest := (SELECT t.at FROM transition t WHERE t.board_id = NEW.board_id ORDER BY t.at DESC, t.id DESC LIMIT 1);
  IF newest > clock_timestamp() THEN NEW.changed_at := greatest(NEW.changed_at, newest); END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER wip_limit_changed_under_lock BEFORE INSERT OR UPDATE ON wip_limit
  FOR EACH ROW EXECUTE FUNCTION guard_limit();

CREATE OR REPLACE FUNCTION guard_limit_whole() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM board_column k WHERE k.id = ANY (NEW.column_ids) AND k.done_part_of IS NOT NULL) THEN
    RAISE EXCEPTION 'A limit names a whole column, not its done part.' USING ERRCODE = 'SLB01';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER wip_limit_names_whole BEFORE INSERT OR UPDATE OF column_ids ON wip_limit
  FOR EACH ROW EXECUTE FUNCTION guard_limit_whole();

CREATE OR REPLACE FUNCTION record_limit_change() RETURNS trigger
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

CREATE OR REPLACE TRIGGER wip_limit_recorded AFTER INSERT ON wip_limit
  FOR EACH ROW EXECUTE FUNCTION record_limit_change();

CREATE OR REPLACE TRIGGER wip_limit_change_recorded AFTER UPDATE ON wip_limit
  FOR EACH ROW WHEN (
    (OLD.max, OLD.mode, OLD.column_ids, OLD.lane_id, OLD.user_id, OLD.per_person, OLD.class_of_service, OLD.removed_at)
    IS DISTINCT FROM
    (NEW.max, NEW.mode, NEW.column_ids, NEW.lane_id, NEW.user_id, NEW.per_person, NEW.class_of_service, NEW.removed_at))
  EXECUTE FUNCTION record_limit_change();
