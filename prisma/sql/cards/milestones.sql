-- When a card started and when it finished, as the log says under the board's present workflow. A start is the first
-- entry into a committed column that is not done; a finish is the entry into done, as long as the card stays there. A
-- card that came into done without a start has started when it finished. The rule stands here once for a log that is
-- read whole; `take_step` and `bring_in` apply it to one step, and the guard at commit holds them to it.

-- Position from which on a card counts as started: the commitment point, else the first column that is not backlog.
CREATE FUNCTION commitment_position(board board) RETURNS int
LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT stage.position FROM board_column stage
      WHERE stage.id = board.commitment_column_id AND stage.board_id = board.id),
    (SELECT min(stage.position) FROM board_column stage WHERE stage.board_id = board.id AND stage.kind <> 'backlog'))
$$;

-- Whether nobody saw the card begin: its log starts in the middle of its life.
CREATE FUNCTION has_unknown_beginning(p_card_id uuid) RETURNS boolean
LANGUAGE sql STABLE AS $$ SELECT EXISTS (SELECT FROM unknown_beginning found WHERE found.card_id = p_card_id) $$;

-- What a card brings from another board as its start; one that stood for a finish went with it.
CREATE FUNCTION start_carried(arrival card_transfer) RETURNS timestamptz
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN arrival.started_at IS DISTINCT FROM arrival.finished_at THEN arrival.started_at END
$$;

-- The finish of a card that stands in a column of this kind. `p_last_finish_seq`, `p_last_finish_at`: its last entry
-- into done. Where that was its first step, a finish that it brought counts, and none that nobody saw.
CREATE FUNCTION finish_by_log(p_kind column_kind, p_last_finish_seq int, p_last_finish_at timestamptz,
  arrival card_transfer, p_beginning_is_known boolean) RETURNS timestamptz
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_kind = 'done' THEN CASE WHEN p_last_finish_seq = 1
    THEN coalesce(arrival.finished_at, CASE WHEN p_beginning_is_known THEN p_last_finish_at END)
    ELSE p_last_finish_at END END
$$;

-- The start of a card: what it brought, its first committed step, else its finish; unknown where its beginning is.
CREATE FUNCTION start_by_log(p_first_start_at timestamptz, p_finished_at timestamptz, arrival card_transfer,
  p_beginning_is_known boolean) RETURNS timestamptz
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_beginning_is_known THEN coalesce(start_carried(arrival), p_first_start_at, p_finished_at) END
$$;

-- The milestones of one card, by its own steps, never by its board's: right after an import the planner knows nothing
-- of the board's size. A card that went to another board is finished where it was done when it left.
CREATE FUNCTION card_milestones(card card, OUT started_at timestamptz, OUT finished_at timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT start_by_log(logged.first_start_at, finish.at, arrival, found.card_id IS NULL), finish.at
  FROM (
    SELECT
      min(step.at) FILTER (WHERE target.kind <> 'done' AND target.position >= commitment_position(board))
        AS first_start_at,
      max(step.at) FILTER (WHERE target.kind = 'done' AND source.kind IS DISTINCT FROM 'done') AS last_finish_at,
      max(step.seq) FILTER (WHERE target.kind = 'done' AND source.kind IS DISTINCT FROM 'done') AS last_finish_seq
    FROM board
    CROSS JOIN transition step
    LEFT JOIN board_column target ON target.id = step.to_column_id
    LEFT JOIN board_column source ON source.id = step.from_column_id
    WHERE board.id = card.board_id AND step.card_id = card.id) logged
  LEFT JOIN card_transfer arrival ON arrival.card_id = card.id
  LEFT JOIN card_transfer departure ON departure.from_card_id = card.id
  LEFT JOIN unknown_beginning found ON found.card_id = card.id
  LEFT JOIN board_column present_column ON present_column.id = coalesce(card.column_id, departure.from_column_id)
  CROSS JOIN LATERAL (SELECT finish_by_log(present_column.kind, logged.last_finish_seq, logged.last_finish_at, arrival,
    found.card_id IS NULL) AS at) finish
$$;

-- The milestones of every card of a board. Its log is read once, whatever the planner thinks of its size; the present
-- column of each card comes last.
CREATE FUNCTION board_milestones(p_board_id uuid, OUT card_id uuid, OUT started_at timestamptz, OUT finished_at timestamptz)
RETURNS SETOF record
LANGUAGE sql STABLE AS $$
  WITH logged AS MATERIALIZED (
    SELECT step.card_id,
      min(step.at) FILTER (WHERE target.kind <> 'done' AND target.position >= workflow.committed_from)
        AS first_start_at,
      max(step.at) FILTER (WHERE target.kind = 'done' AND source.kind IS DISTINCT FROM 'done') AS last_finish_at,
      max(step.seq) FILTER (WHERE target.kind = 'done' AND source.kind IS DISTINCT FROM 'done') AS last_finish_seq
    -- OFFSET 0 keeps the commitment point from being asked for again with every transition.
    FROM (SELECT commitment_position(board) AS committed_from FROM board WHERE board.id = p_board_id OFFSET 0) workflow
    CROSS JOIN transition step
    LEFT JOIN board_column target ON target.id = step.to_column_id
    LEFT JOIN board_column source ON source.id = step.from_column_id
    WHERE step.board_id = p_board_id
    GROUP BY step.card_id)
  SELECT logged.card_id, start_by_log(logged.first_start_at, finish.at, arrival, found.card_id IS NULL), finish.at
  FROM logged
  JOIN card ON card.id = logged.card_id
  LEFT JOIN card_transfer arrival ON arrival.card_id = card.id
  LEFT JOIN card_transfer departure ON departure.from_card_id = card.id
  LEFT JOIN unknown_beginning found ON found.board_id = p_board_id AND found.card_id = card.id
  LEFT JOIN board_column present_column ON present_column.id = coalesce(card.column_id, departure.from_column_id)
  CROSS JOIN LATERAL (SELECT finish_by_log(present_column.kind, logged.last_finish_seq, logged.last_finish_at, arrival,
    found.card_id IS NULL) AS at) finish
$$;

-- The start of a card that is reopened and had started when it finished: its first entry into a committed column that
-- is not done.
CREATE FUNCTION first_start(p_card_id uuid, p_committed_from int) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
  SELECT min(step.at) FROM transition step JOIN board_column target ON target.id = step.to_column_id
  WHERE step.card_id = p_card_id AND target.kind <> 'done' AND target.position >= p_committed_from
$$;
