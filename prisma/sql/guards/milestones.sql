-- Whether the marks after one step follow from those before it: what a move costs must not grow with the card's log.
-- A reopened card that started when it finished is for the log to judge.
CREATE OR REPLACE FUNCTION marks_follow(was card, c card) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT NOT coalesce(f.kind = 'done' AND k.kind IS DISTINCT FROM 'done' AND was.started_at = was.finished_at, false)
    AND (c.started_at, c.finished_at) IS NOT DISTINCT FROM (
      coalesce(was.started_at, CASE
        WHEN (k.kind = 'done' OR k.position >= commitment_position(b)) AND NOT is_found(c.id) THEN t.at END),
      CASE WHEN k.kind = 'done' THEN CASE WHEN f.kind = 'done' THEN was.finished_at ELSE t.at END END)
  FROM transition t
  JOIN board b ON b.id = t.board_id
  LEFT JOIN board_column k ON k.id = t.to_column_id
  LEFT JOIN board_column f ON f.id = t.from_column_id
  WHERE t.card_id = c.id AND t.seq = c.last_seq AND c.last_seq = was.last_seq + 1
$$;

-- By the card's own steps, never by its board's: right after an import the planner knows nothing of the board's size.
CREATE OR REPLACE FUNCTION card_marks(c card, OUT started_at timestamptz, OUT finished_at timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN found.card_id IS NULL THEN coalesce(start_carried(came), m.started_at, finish.at) END, finish.at
  FROM (
    SELECT min(t.at) FILTER (WHERE k.kind <> 'done' AND k.position >= commitment_position(b)) AS started_at,
      max(t.at) FILTER (WHERE k.kind = 'done' AND f.kind IS DISTINCT FROM 'done') AS finished_at,
      max(t.seq) FILTER (WHERE k.kind = 'done' AND f.kind IS DISTINCT FROM 'done') AS finish
    FROM board b
    CROSS JOIN transition t
    LEFT JOIN board_column k ON k.id = t.to_column_id
    LEFT JOIN board_column f ON f.id = t.from_column_id
    WHERE b.id = c.board_id AND t.card_id = c.id) m
  LEFT JOIN card_transfer came ON came.card_id = c.id
  LEFT JOIN card_transfer went ON went.from_card_id = c.id
  LEFT JOIN unknown_beginning found ON found.card_id = c.id
  LEFT JOIN board_column h ON h.id = coalesce(c.column_id, went.from_column_id)
  CROSS JOIN LATERAL (SELECT CASE WHEN h.kind = 'done' THEN CASE WHEN m.finish = 1
    THEN coalesce(came.finished_at, CASE WHEN found.card_id IS NULL THEN m.finished_at END)
    ELSE m.finished_at END END AS at) finish
$$;

CREATE OR REPLACE FUNCTION guard_marks() RETURNS trigger
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

DROP TRIGGER IF EXISTS card_marked_by_log ON card;
CREATE CONSTRAINT TRIGGER card_marked_by_log AFTER INSERT ON card DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NOT is_being_made(NEW.board_id)) EXECUTE FUNCTION guard_marks();

DROP TRIGGER IF EXISTS card_marks_by_log ON card;
CREATE CONSTRAINT TRIGGER card_marks_by_log AFTER UPDATE ON card DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (
    (OLD.last_seq, OLD.started_at, OLD.finished_at) IS DISTINCT FROM (NEW.last_seq, NEW.started_at, NEW.finished_at)
    AND NOT is_being_made(NEW.board_id))
  EXECUTE FUNCTION guard_marks();
