CREATE OR REPLACE FUNCTION guard_column_archived() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM card c JOIN board_column k ON k.id = c.column_id
    WHERE c.column_id = NEW.id AND c.archived_at IS NULL AND k.archived_at IS NOT NULL) THEN
    RAISE EXCEPTION 'Column % still holds cards.', NEW.id USING ERRCODE = 'SLB01';
  END IF;
  RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS column_archived_empty ON board_column;
CREATE CONSTRAINT TRIGGER column_archived_empty AFTER UPDATE OF archived_at ON board_column DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.archived_at IS NOT NULL) EXECUTE FUNCTION guard_column_archived();

-- A split column has one done part, on its own board, and limits name the column, not the part.
CREATE OR REPLACE FUNCTION guard_column_parts() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.done_part_of IS NOT NULL AND (NEW.done_part_of = NEW.id
    OR EXISTS (SELECT FROM board_column k WHERE k.done_part_of = NEW.id)
    OR NOT EXISTS (SELECT FROM board_column k
      WHERE k.id = NEW.done_part_of AND k.board_id = NEW.board_id AND k.done_part_of IS NULL)) THEN
    RAISE EXCEPTION 'A done part belongs to a column of its own board that is not a part itself.'
      USING ERRCODE = 'SLB01';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER column_parts_checked BEFORE INSERT OR UPDATE OF done_part_of ON board_column
  FOR EACH ROW EXECUTE FUNCTION guard_column_parts();

CREATE OR REPLACE FUNCTION number_column() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.number := CASE WHEN TG_OP = 'UPDATE' THEN OLD.number
    ELSE (SELECT coalesce(max(k.number), 0) + 1 FROM board_column k WHERE k.board_id = NEW.board_id) END;
  RETURN NEW;
END $$;

-- After the lock of the board, which is taken by a trigger earlier in the alphabet.
CREATE OR REPLACE TRIGGER column_numbered BEFORE INSERT OR UPDATE OF number ON board_column
  FOR EACH ROW EXECUTE FUNCTION number_column();
