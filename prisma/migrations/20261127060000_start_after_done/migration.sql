-- A card that came into done without a start has started when it finished, only as long as it stays finished: reopened,
-- it starts with its first entry into a committed column that is not done.

CREATE FUNCTION first_start(p_card uuid, p_committed_from int) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
  SELECT min(t.at) FROM transition t JOIN board_column k ON k.id = t.to_column_id
  WHERE t.card_id = p_card AND k.kind <> 'done' AND k.position >= p_committed_from
$$;

-- Read once by the board's log, whatever the planner thinks of its size; the present column of each card comes last.
CREATE OR REPLACE FUNCTION flow_marks(p_board uuid, OUT card_id uuid, OUT started_at timestamptz, OUT finished_at timestamptz)
RETURNS SETOF record
LANGUAGE sql STABLE AS $$
  WITH mark AS MATERIALIZED (
    SELECT t.card_id,
      min(t.at) FILTER (WHERE k.kind <> 'done' AND k.position >= w.committed_from) AS started_at,
      max(t.at) FILTER (WHERE k.kind = 'done' AND f.kind IS DISTINCT FROM 'done') AS finished_at
    -- OFFSET 0 keeps the commitment point from being asked for again with every transition.
    FROM (SELECT commitment_position(b) AS committed_from FROM board b WHERE b.id = p_board OFFSET 0) w
    CROSS JOIN transition t
    LEFT JOIN board_column k ON k.id = t.to_column_id
    LEFT JOIN board_column f ON f.id = t.from_column_id
    WHERE t.board_id = p_board
    GROUP BY t.card_id)
  SELECT m.card_id, coalesce(m.started_at, CASE WHEN h.kind = 'done' THEN m.finished_at END),
    CASE WHEN h.kind = 'done' THEN m.finished_at END
  FROM mark m JOIN card c ON c.id = m.card_id LEFT JOIN board_column h ON h.id = c.column_id
$$;

-- By the card's own steps, never by its board's: right after an import the planner knows nothing of the board's size.
CREATE OR REPLACE FUNCTION card_marks(c card, OUT started_at timestamptz, OUT finished_at timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT coalesce(m.started_at, m.finished_at), m.finished_at
  FROM (
    SELECT min(t.at) FILTER (WHERE k.kind <> 'done' AND k.position >= commitment_position(b)) AS started_at,
      CASE WHEN h.kind = 'done' THEN max(t.at) FILTER (WHERE k.kind = 'done' AND f.kind IS DISTINCT FROM 'done') END
        AS finished_at
    FROM board b
    CROSS JOIN transition t
    LEFT JOIN board_column k ON k.id = t.to_column_id
    LEFT JOIN board_column f ON f.id = t.from_column_id
    LEFT JOIN board_column h ON h.id = c.column_id
    WHERE b.id = c.board_id AND t.card_id = c.id
    GROUP BY h.kind, b.id) m
$$;

-- Whether the marks after one step follow from those before it: what a move costs must not grow with the card's log.
-- A reopened card that started when it finished is for the log to judge.
CREATE OR REPLACE FUNCTION marks_follow(was card, c card) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT NOT coalesce(f.kind = 'done' AND k.kind IS DISTINCT FROM 'done' AND was.started_at = was.finished_at, false)
    AND (c.started_at, c.finished_at) IS NOT DISTINCT FROM (
      coalesce(was.started_at, CASE WHEN k.kind = 'done' OR k.position >= commitment_position(b) THEN t.at END),
      CASE WHEN k.kind = 'done' THEN CASE WHEN f.kind = 'done' THEN was.finished_at ELSE t.at END END)
  FROM transition t
  JOIN board b ON b.id = t.board_id
  LEFT JOIN board_column k ON k.id = t.to_column_id
  LEFT JOIN board_column f ON f.id = t.from_column_id
  WHERE t.card_id = c.id AND t.seq = c.last_seq AND c.last_seq = was.last_seq + 1
$$;

-- Writes the transition and what follows from it for the card, in memory: the caller stores `c` once.
-- A null target means that the card leaves the board.
CREATE OR REPLACE FUNCTION take_step(b board, INOUT c card, target board_column, p_actor uuid, p_overridden boolean,
  OUT step transition)
LANGUAGE plpgsql AS $$
DECLARE
  at CONSTANT timestamptz := board_instant(b.id);
  was_done CONSTANT boolean := EXISTS (SELECT FROM board_column k WHERE k.id = c.column_id AND k.kind = 'done');
  stays_done CONSTANT boolean := was_done AND target.kind IS NOT DISTINCT FROM 'done';
BEGIN
  INSERT INTO transition (board_id, card_id, seq, from_column_id, to_column_id, to_kind, lane_id, actor_id, at, overridden)
  VALUES (b.id, c.id, c.last_seq + 1, c.column_id, target.id, target.kind, c.lane_id, p_actor, at, p_overridden)
  RETURNING * INTO step;
  IF was_done AND NOT stays_done AND c.started_at = c.finished_at THEN
    c.started_at := first_start(c.id, commitment_position(b));
  ELSIF c.started_at IS NULL AND (target.kind = 'done' OR target.position >= commitment_position(b)) THEN
    c.started_at := at;
  END IF;
  c.finished_at := CASE WHEN target.kind = 'done' THEN CASE WHEN was_done THEN c.finished_at ELSE at END END;
  c.column_id := target.id;
  c.entered_column_at := at;
  c.last_seq := step.seq;
END $$;

SELECT project_board(b.id) FROM board b ORDER BY b.id;
