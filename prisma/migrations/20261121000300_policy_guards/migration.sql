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
  PERFORM hold_board_at_once(OLD.board_id);
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

-- A row that is changed is locked before its trigger runs, while a command locks the board before the row: who waited
-- here would deadlock with it. Commands hold the board already; anybody else is told to lock it first.
CREATE OR REPLACE FUNCTION hold_board() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'Boards are written at isolation level READ COMMITTED only.' USING ERRCODE = 'SLB01';
  END IF;
  IF TG_OP = 'INSERT' THEN
    PERFORM FROM board WHERE id = NEW.board_id FOR NO KEY UPDATE;
    RETURN NEW;
  END IF;
  IF NEW.board_id <> OLD.board_id THEN
    RAISE EXCEPTION 'A row of % stays on its board.', TG_TABLE_NAME USING ERRCODE = 'SLB01';
  END IF;
  PERFORM hold_board_at_once(OLD.board_id);
  RETURN NEW;
END $$;

CREATE FUNCTION hold_board_at_once(p_board uuid) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM board WHERE id = p_board FOR NO KEY UPDATE NOWAIT;
EXCEPTION WHEN lock_not_available THEN
  RAISE EXCEPTION 'The board is being changed by somebody else.' USING ERRCODE = '55P03',
    HINT = format('Lock it before its rows: SELECT lock_board(%L)', p_board);
END $$;

CREATE TRIGGER wip_limit_changed_at_once BEFORE UPDATE ON wip_limit FOR EACH ROW EXECUTE FUNCTION hold_board();

-- When a card started and finished follows from its log at every commit.

CREATE FUNCTION card_marks(c card, OUT started_at timestamptz, OUT finished_at timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT min(t.at) FILTER (WHERE k.kind = 'done' OR k.position >= commitment_position(b)),
    CASE WHEN h.kind = 'done' THEN max(t.at) FILTER (WHERE k.kind = 'done' AND f.kind IS DISTINCT FROM 'done') END
  FROM board b
  JOIN transition t ON t.card_id = c.id AND t.board_id = b.id
  LEFT JOIN board_column k ON k.id = t.to_column_id
  LEFT JOIN board_column f ON f.id = t.from_column_id
  LEFT JOIN board_column h ON h.id = c.column_id
  WHERE b.id = c.board_id
  GROUP BY h.kind, b.id
$$;

-- Whether the marks after one step follow from those before it: what a move costs must not grow with the card's log.
CREATE FUNCTION marks_follow(was card, c card) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT (c.started_at, c.finished_at) IS NOT DISTINCT FROM (
    coalesce(was.started_at, CASE WHEN k.kind = 'done' OR k.position >= commitment_position(b) THEN t.at END),
    CASE WHEN k.kind = 'done' THEN CASE WHEN f.kind = 'done' THEN was.finished_at ELSE t.at END END)
  FROM transition t
  JOIN board b ON b.id = t.board_id
  LEFT JOIN board_column k ON k.id = t.to_column_id
  LEFT JOIN board_column f ON f.id = t.from_column_id
  WHERE t.card_id = c.id AND t.seq = c.last_seq AND c.last_seq = was.last_seq + 1
$$;

CREATE FUNCTION guard_marks() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  c card;
  m record;
BEGIN
  IF TG_OP = 'UPDATE' AND marks_follow(OLD, NEW) THEN RETURN NULL; END IF;
  SELECT * INTO c FROM card x WHERE x.id = NEW.id;
  SELECT * INTO m FROM card_marks(c);
  IF (c.started_at, c.finished_at) IS DISTINCT FROM (m.started_at, m.finished_at) THEN
    RAISE EXCEPTION 'Card % did not start or finish when its log says.', c.id USING ERRCODE = 'SLL02',
      HINT = format('started_at = %L, finished_at = %L', m.started_at, m.finished_at);
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER card_marked_by_log AFTER INSERT ON card DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION guard_marks();
CREATE CONSTRAINT TRIGGER card_marks_by_log AFTER UPDATE ON card DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (
    (OLD.last_seq, OLD.started_at, OLD.finished_at) IS DISTINCT FROM (NEW.last_seq, NEW.started_at, NEW.finished_at))
  EXECUTE FUNCTION guard_marks();

-- Transitions continue one another, and a board's log is in the order in which it came true: a row written by hand has its
-- number and its instant from before it waited for the lock. History that is written before a board's first version
-- keeps its own.
CREATE OR REPLACE FUNCTION guard_transition() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  previous transition;
  is_history boolean;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'Boards are written at isolation level READ COMMITTED only.' USING ERRCODE = 'SLB01';
  END IF;
  SELECT b.version = 0 INTO is_history FROM board b WHERE b.id = NEW.board_id FOR NO KEY UPDATE;
  SELECT * INTO previous FROM transition t WHERE t.card_id = NEW.card_id ORDER BY t.seq DESC LIMIT 1;
  IF NEW.seq <> coalesce(previous.seq, 0) + 1
    OR NEW.from_column_id IS DISTINCT FROM previous.to_column_id
    OR NEW.at < previous.at
    OR NEW.at > clock_timestamp() + interval '1 second' THEN
    RAISE EXCEPTION 'Transition % of card % does not continue its log.', NEW.seq, NEW.card_id
      USING ERRCODE = 'SLL03';
  END IF;
  IF NOT is_history THEN
    NEW.id := nextval('transition_id_seq');
    NEW.at := greatest(NEW.at, (
      SELECT t.at FROM transition t WHERE t.board_id = NEW.board_id ORDER BY t.at DESC, t.id DESC LIMIT 1));
  END IF;
  RETURN NEW;
END $$;
