-- At commit: an archived column holds no card. Raises SLB01.
CREATE FUNCTION guard_column_archived() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM card JOIN board_column stage ON stage.id = card.column_id
    WHERE card.column_id = NEW.id AND card.archived_at IS NULL AND stage.archived_at IS NOT NULL) THEN
    RAISE EXCEPTION 'Column % still holds cards.', NEW.id USING ERRCODE = 'SLB01';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER column_archived_empty AFTER UPDATE OF archived_at ON board_column
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.archived_at IS NOT NULL) EXECUTE FUNCTION guard_column_archived();

-- The done part of a split column is not split itself. Raises SLB01.
CREATE FUNCTION guard_column_parts() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.done_part_of IS NOT NULL AND (NEW.done_part_of = NEW.id
    OR EXISTS (SELECT FROM board_column part WHERE part.done_part_of = NEW.id)
    OR EXISTS (SELECT FROM board_column whole
      WHERE whole.id = NEW.done_part_of AND whole.done_part_of IS NOT NULL)) THEN
    RAISE EXCEPTION 'A done part belongs to a column that is not a part itself.' USING ERRCODE = 'SLB01';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER column_parts_checked BEFORE INSERT OR UPDATE OF done_part_of ON board_column
  FOR EACH ROW EXECUTE FUNCTION guard_column_parts();

-- Numbers the columns of a board in the order in which they were made, for good: packed paths of cards name them so.
CREATE FUNCTION number_column() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.number := CASE WHEN TG_OP = 'UPDATE' THEN OLD.number
    ELSE (SELECT coalesce(max(stage.number), 0) + 1 FROM board_column stage WHERE stage.board_id = NEW.board_id) END;
  RETURN NEW;
END $$;

-- Named to run after `column_changed_under_lock`: triggers of one event run by their names.
CREATE TRIGGER column_numbered BEFORE INSERT OR UPDATE OF number ON board_column
  FOR EACH ROW EXECUTE FUNCTION number_column();
