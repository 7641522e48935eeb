-- A board's version numbers its activity without gaps: feed, live updates and undo resume after any of them.

-- Versions and card numbers only count up. Remembers which transaction makes the board. Raises SLB02.
CREATE FUNCTION guard_board() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.version <> 0 THEN
      RAISE EXCEPTION 'A board begins at version 0.' USING ERRCODE = 'SLB02';
    END IF;
    NEW.made_in := pg_current_xact_id()::text::bigint;
    RETURN NEW;
  END IF;
  IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
    RAISE EXCEPTION 'A board''s version goes up one by one.' USING ERRCODE = 'SLB02';
  ELSIF NEW.next_card_number < OLD.next_card_number THEN
    RAISE EXCEPTION 'Card numbers are not used twice.' USING ERRCODE = 'SLB02';
  END IF;
  IF NEW.made_in IS NOT NULL THEN NEW.made_in := OLD.made_in; END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER board_counts_up BEFORE INSERT OR UPDATE OF version, next_card_number, made_in ON board
  FOR EACH ROW EXECUTE FUNCTION guard_board();

-- At commit: each version has its activity. Raises SLB02.
CREATE FUNCTION guard_version_recorded() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM activity WHERE activity.board_id = NEW.id AND activity.version = NEW.version) THEN
    RAISE EXCEPTION 'Version % of board % has no activity.', NEW.version, NEW.id USING ERRCODE = 'SLB02';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER board_version_recorded AFTER UPDATE OF version ON board DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.version <> OLD.version AND NOT is_by_command()) EXECUTE FUNCTION guard_version_recorded();

-- Activity is written for the present version of its board, under its lock. Raises SLB02.
CREATE FUNCTION guard_activity() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version IS DISTINCT FROM
    (SELECT board.version FROM board WHERE board.id = NEW.board_id FOR NO KEY UPDATE) THEN
    RAISE EXCEPTION 'An activity carries the present version of its board.' USING ERRCODE = 'SLB02';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER activity_numbered BEFORE INSERT ON activity FOR EACH ROW EXECUTE FUNCTION guard_activity();
