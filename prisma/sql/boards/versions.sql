-- Versions and card numbers only count up, and each version has its activity.
CREATE OR REPLACE FUNCTION guard_board() RETURNS trigger
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

CREATE OR REPLACE TRIGGER board_counts_up BEFORE INSERT OR UPDATE OF version, next_card_number, made_in ON board
  FOR EACH ROW EXECUTE FUNCTION guard_board();

CREATE OR REPLACE FUNCTION guard_version_recorded() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM activity a WHERE a.board_id = NEW.id AND a.version = NEW.version) THEN
    RAISE EXCEPTION 'Version % of board % has no activity.', NEW.version, NEW.id USING ERRCODE = 'SLB02';
  END IF;
  RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS board_version_recorded ON board;
CREATE CONSTRAINT TRIGGER board_version_recorded AFTER UPDATE OF version ON board DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.version <> OLD.version) EXECUTE FUNCTION guard_version_recorded();

CREATE OR REPLACE FUNCTION guard_activity() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.version IS DISTINCT FROM (SELECT b.version FROM board b WHERE b.id = NEW.board_id FOR NO KEY UPDATE) THEN
    RAISE EXCEPTION 'An activity carries the present version of its board.' USING ERRCODE = 'SLB02';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER activity_numbered BEFORE INSERT ON activity FOR EACH ROW EXECUTE FUNCTION guard_activity();
