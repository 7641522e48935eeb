-- SQL typed by hand and the new rules:
--   SLA01 a card would come into a column whose andon cord is pulled

CREATE TRIGGER placement_append_only BEFORE UPDATE OR DELETE ON placement
  FOR EACH ROW EXECUTE FUNCTION guard_append_only();
CREATE TRIGGER placement_no_truncate BEFORE TRUNCATE ON placement EXECUTE FUNCTION guard_append_only();
CREATE TRIGGER limit_refusal_append_only BEFORE UPDATE OR DELETE ON limit_refusal
  FOR EACH ROW EXECUTE FUNCTION guard_append_only();
CREATE TRIGGER limit_refusal_no_truncate BEFORE TRUNCATE ON limit_refusal EXECUTE FUNCTION guard_append_only();
CREATE TRIGGER andon_kept BEFORE DELETE ON andon FOR EACH ROW EXECUTE FUNCTION guard_append_only();
CREATE TRIGGER andon_changed_under_lock BEFORE INSERT OR UPDATE ON andon FOR EACH ROW EXECUTE FUNCTION hold_board();
CREATE TRIGGER waiting_card_changed_under_lock BEFORE INSERT OR UPDATE ON waiting_card
  FOR EACH ROW EXECUTE FUNCTION hold_board();

CREATE CONSTRAINT TRIGGER card_placement_recorded AFTER INSERT ON card DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION record_placement();
CREATE CONSTRAINT TRIGGER card_placement_change_recorded AFTER UPDATE ON card DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (
    (OLD.column_id, OLD.lane_id, OLD.class_of_service, OLD.archived_at, OLD.blocked_at)
    IS DISTINCT FROM (NEW.column_id, NEW.lane_id, NEW.class_of_service, NEW.archived_at, NEW.blocked_at))
  EXECUTE FUNCTION record_placement();
CREATE CONSTRAINT TRIGGER assignment_placement_recorded AFTER INSERT OR UPDATE OR DELETE ON card_assignee
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION record_placement();

-- Taking somebody off a card changes counts too.
CREATE FUNCTION hold_board_of_old() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM board WHERE id = OLD.board_id FOR NO KEY UPDATE;
  RETURN OLD;
END $$;

CREATE TRIGGER card_unassigned_under_lock BEFORE DELETE ON card_assignee
  FOR EACH ROW EXECUTE FUNCTION hold_board_of_old();

CREATE FUNCTION guard_cord() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  cord andon;
BEGIN
  IF NOT EXISTS (SELECT FROM card c WHERE c.id = NEW.card_id AND c.archived_at IS NULL AND c.last_seq = NEW.seq) THEN
    RETURN NULL;
  END IF;
  cord := pulled_cord(NEW.from_column_id, NEW.to_column_id);
  IF cord.id IS NOT NULL THEN
    RAISE EXCEPTION 'The andon cord of column % is pulled: it takes no new work.', cord.column_id
      USING ERRCODE = 'SLA01', DETAIL = cord.reason;
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER transition_respects_cord AFTER INSERT ON transition DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION guard_cord();

-- A split column has one done part, on its own board, and limits name the column, not the part.

CREATE FUNCTION guard_column_parts() RETURNS trigger
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

CREATE TRIGGER column_parts_checked BEFORE INSERT OR UPDATE OF done_part_of ON board_column
  FOR EACH ROW EXECUTE FUNCTION guard_column_parts();

CREATE FUNCTION guard_limit_whole() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM board_column k WHERE k.id = ANY (NEW.column_ids) AND k.done_part_of IS NOT NULL) THEN
    RAISE EXCEPTION 'A limit names a whole column, not its done part.' USING ERRCODE = 'SLB01';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER wip_limit_names_whole BEFORE INSERT OR UPDATE OF column_ids ON wip_limit
  FOR EACH ROW EXECUTE FUNCTION guard_limit_whole();
