-- Read once by the board's log, whatever the planner thinks of its size; the present column of each card comes last.
-- under what a card brings: a start stays its start, and a finish it came with, while it stays in done. A card
-- that went to another board is finished where it was done when it left.
-- Of a card that was found, the start is not known, and the first step is no finish.
CREATE OR REPLACE FUNCTION flow_marks(p_board uuid, OUT card_id uuid, OUT started_at timestamptz, OUT finished_at timestamptz)
RETURNS SETOF record
LANGUAGE sql STABLE AS $$
  WITH mark AS MATERIALIZED (
    SELECT t.card_id,
      min(t.at) FILTER (WHERE k.kind <> 'done' AND k.position >= w.committed_from) AS started_at,
      max(t.at) FILTER (WHERE k.kind = 'done' AND f.kind IS DISTINCT FROM 'done') AS finished_at,
      max(t.seq) FILTER (WHERE k.kind = 'done' AND f.kind IS DISTINCT FROM 'done') AS finish
    -- OFFSET 0 keeps the commitment point from being asked for again with every transition.
    FROM (SELECT commitment_position(b) AS committed_from FROM board b WHERE b.id = p_board OFFSET 0) w
    CROSS JOIN transition t
    LEFT JOIN board_column k ON k.id = t.to_column_id
    LEFT JOIN board_column f ON f.id = t.from_column_id
    WHERE t.board_id = p_board
    GROUP BY t.card_id)
  SELECT m.card_id,
    CASE WHEN found.card_id IS NULL THEN coalesce(start_carried(came), m.started_at, finish.at) END, finish.at
  FROM mark m
  JOIN card c ON c.id = m.card_id
  LEFT JOIN card_transfer came ON came.card_id = c.id
  LEFT JOIN card_transfer went ON went.from_card_id = c.id
  LEFT JOIN unknown_beginning found ON found.board_id = p_board AND found.card_id = c.id
  LEFT JOIN board_column h ON h.id = coalesce(c.column_id, went.from_column_id)
  CROSS JOIN LATERAL (SELECT CASE WHEN h.kind = 'done' THEN CASE WHEN m.finish = 1
    THEN coalesce(came.finished_at, CASE WHEN found.card_id IS NULL THEN m.finished_at END)
    ELSE m.finished_at END END AS at) finish
$$;

-- Rebuilds the marks after the workflow changed: the kind or order of columns, or the commitment point.
CREATE OR REPLACE FUNCTION project_board(p_board uuid) RETURNS void
LANGUAGE sql AS $$
  UPDATE card c SET started_at = m.started_at, finished_at = m.finished_at
  FROM flow_marks(p_board) m
  WHERE c.id = m.card_id
    AND (c.started_at, c.finished_at) IS DISTINCT FROM (m.started_at, m.finished_at);
  SELECT project_flow_days(p_board);
$$;
