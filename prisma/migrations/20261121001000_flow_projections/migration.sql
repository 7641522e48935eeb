-- What reports read instead of the log: each card's log packed into a few bytes, and each column's comings and goings
-- per day. Written with every transition, in its transaction; rebuilt = kept.

-- Columns are numbered within their board, so that a packed log names one in two bytes.
ALTER TABLE "board_column" ADD COLUMN "number" SMALLINT NOT NULL DEFAULT 0;

UPDATE board_column k SET number = n.number
FROM (SELECT id, row_number() OVER (PARTITION BY board_id ORDER BY created_at, position, id) AS number
  FROM board_column) n
WHERE n.id = k.id;

CREATE UNIQUE INDEX "board_column_board_id_number_key" ON "board_column"("board_id", "number");

CREATE FUNCTION number_column() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.number := CASE WHEN TG_OP = 'UPDATE' THEN OLD.number
    ELSE (SELECT coalesce(max(k.number), 0) + 1 FROM board_column k WHERE k.board_id = NEW.board_id) END;
  RETURN NEW;
END $$;

-- After the lock of the board, which is taken by a trigger earlier in the alphabet.
CREATE TRIGGER column_numbered BEFORE INSERT OR UPDATE OF number ON board_column
  FOR EACH ROW EXECUTE FUNCTION number_column();

CREATE TABLE "card_path" (
    "card_id" UUID NOT NULL,
    "part" INTEGER NOT NULL,
    "board_id" UUID NOT NULL,
    "steps" BYTEA NOT NULL,

    CONSTRAINT "card_path_pkey" PRIMARY KEY ("card_id","part")
);

CREATE TABLE "flow_day" (
    "board_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "column_id" UUID NOT NULL,
    "entered" INTEGER NOT NULL,
    "exited" INTEGER NOT NULL,
    "arrived" INTEGER NOT NULL,
    "departed" INTEGER NOT NULL,

    CONSTRAINT "flow_day_pkey" PRIMARY KEY ("board_id","day","column_id")
);

CREATE INDEX "card_path_board_id_idx" ON "card_path"("board_id");

CREATE INDEX "card_board_id_entered_column_at_idx" ON "card"("board_id", "entered_column_at");

CREATE INDEX "card_board_id_started_at_idx" ON "card"("board_id", "started_at");

-- How many steps one row of card_path holds: what a move writes does not grow with the card's log.
CREATE FUNCTION steps_in_part() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 64';

-- One step: number of the column that was entered, 0 for none, and the instant.
CREATE FUNCTION pack_step(p_number smallint, p_at timestamptz) RETURNS bytea
LANGUAGE sql IMMUTABLE AS $$ SELECT int2send(coalesce(p_number, 0::smallint)) || timestamptz_send(p_at) $$;

CREATE FUNCTION card_paths(p_board uuid) RETURNS SETOF card_path
LANGUAGE sql STABLE AS $$
  SELECT t.card_id, (t.seq - 1) / steps_in_part(), p_board, string_agg(pack_step(k.number, t.at), '' ORDER BY t.seq)
  FROM transition t LEFT JOIN board_column k ON k.id = t.to_column_id
  WHERE t.board_id = p_board
  GROUP BY 1, 2
$$;

-- From the log alone, under the board's present order and kinds of columns, in its present time zone. `arrived`: cards
-- that reached the column or one further right for the first time; `departed`: that reached done for the first time.
CREATE FUNCTION flow_days(p_board uuid) RETURNS SETOF flow_day
LANGUAGE sql STABLE AS $$
  WITH step AS (
    SELECT (t.at AT TIME ZONE b.time_zone)::date AS day, t.from_column_id, t.to_column_id, k.position, k.kind,
      coalesce(max(k.position) OVER earlier, -1) AS furthest,
      coalesce(bool_or(k.kind = 'done') OVER earlier, false) AS was_done
    FROM board b
    JOIN transition t ON t.board_id = b.id
    LEFT JOIN board_column k ON k.id = t.to_column_id
    WHERE b.id = p_board
    WINDOW earlier AS (PARTITION BY t.card_id ORDER BY t.seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
  change AS (
    SELECT day, to_column_id AS column_id, 1 AS entered, 0 AS exited, 0 AS arrived,
      (kind = 'done' AND NOT was_done)::int AS departed
    FROM step WHERE to_column_id IS NOT NULL
    UNION ALL
    SELECT day, from_column_id, 0, 1, 0, 0 FROM step WHERE from_column_id IS NOT NULL
    UNION ALL
    SELECT s.day, k.id, 0, 0, 1, 0
    FROM step s JOIN board_column k ON k.board_id = p_board AND k.position > s.furthest AND k.position <= s.position)
  SELECT p_board, day, column_id, sum(entered)::int, sum(exited)::int, sum(arrived)::int, sum(departed)::int
  FROM change GROUP BY day, column_id
$$;

-- How far right a card had been before a step: as far as the step itself where it had been there. Looked up by the
-- card's own steps alone, and in full only when it gets further than ever: what a move costs does not grow with the log.
CREATE FUNCTION furthest_before(p_card uuid, p_seq int, p_position int) RETURNS int
LANGUAGE plpgsql STABLE AS $$
BEGIN
  PERFORM FROM transition e JOIN board_column k ON k.id = e.to_column_id
  WHERE e.card_id = p_card AND e.seq < p_seq AND k.position >= p_position LIMIT 1;
  IF FOUND THEN RETURN p_position; END IF;
  RETURN coalesce((SELECT max(k.position) FROM transition e JOIN board_column k ON k.id = e.to_column_id
    WHERE e.card_id = p_card AND e.seq < p_seq), -1);
END $$;

CREATE FUNCTION was_done_before(p_card uuid, p_seq int) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  PERFORM FROM transition e JOIN board_column k ON k.id = e.to_column_id
  WHERE e.card_id = p_card AND e.seq < p_seq AND k.kind = 'done' LIMIT 1;
  RETURN FOUND;
END $$;

-- Adds what a statement wrote to the log; the same figures as card_paths and flow_days would give.
CREATE FUNCTION project_steps() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO card_path AS p (card_id, part, board_id, steps)
  SELECT t.card_id, (t.seq - 1) / steps_in_part(), t.board_id,
    string_agg(pack_step(k.number, t.at), '' ORDER BY t.seq)
  FROM added t LEFT JOIN board_column k ON k.id = t.to_column_id
  GROUP BY 1, 2, 3
  ON CONFLICT (card_id, part) DO UPDATE SET steps = p.steps || EXCLUDED.steps;

  INSERT INTO flow_day AS d (board_id, day, column_id, entered, exited, arrived, departed)
  WITH step AS MATERIALIZED (
    SELECT t.board_id, t.from_column_id, t.to_column_id, (t.at AT TIME ZONE b.time_zone)::date AS day, k.position,
      CASE WHEN k.id IS NOT NULL THEN furthest_before(t.card_id, t.seq, k.position) END AS furthest,
      CASE WHEN k.kind = 'done' THEN NOT was_done_before(t.card_id, t.seq) ELSE false END AS departs
    FROM added t JOIN board b ON b.id = t.board_id LEFT JOIN board_column k ON k.id = t.to_column_id),
  change AS (
    SELECT board_id, day, to_column_id AS column_id, 1 AS entered, 0 AS exited, 0 AS arrived, departs::int AS departed
    FROM step WHERE to_column_id IS NOT NULL
    UNION ALL
    SELECT board_id, day, from_column_id, 0, 1, 0, 0 FROM step WHERE from_column_id IS NOT NULL
    UNION ALL
    SELECT s.board_id, s.day, k.id, 0, 0, 1, 0
    FROM step s JOIN board_column k
      ON k.board_id = s.board_id AND k.position > s.furthest AND k.position <= s.position)
  SELECT board_id, day, column_id, sum(entered), sum(exited), sum(arrived), sum(departed)
  FROM change GROUP BY board_id, day, column_id
  ON CONFLICT (board_id, day, column_id) DO UPDATE SET entered = d.entered + EXCLUDED.entered,
    exited = d.exited + EXCLUDED.exited, arrived = d.arrived + EXCLUDED.arrived,
    departed = d.departed + EXCLUDED.departed;
  RETURN NULL;
END $$;

CREATE TRIGGER transition_projected AFTER INSERT ON transition REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION project_steps();

-- Where columns, their order, their kinds or the board's time zone have changed.
CREATE FUNCTION project_flow_days(p_board uuid) RETURNS void
LANGUAGE sql AS $$
  DELETE FROM flow_day WHERE board_id = p_board;
  INSERT INTO flow_day SELECT * FROM flow_days(p_board);
$$;

-- Read once by the board's log, whatever the planner thinks of its size; the present column of each card comes last.
CREATE OR REPLACE FUNCTION flow_marks(p_board uuid, OUT card_id uuid, OUT started_at timestamptz, OUT finished_at timestamptz)
RETURNS SETOF record
LANGUAGE sql STABLE AS $$
  WITH mark AS MATERIALIZED (
    SELECT t.card_id,
      min(t.at) FILTER (WHERE k.kind = 'done' OR k.position >= w.committed_from) AS started_at,
      max(t.at) FILTER (WHERE k.kind = 'done' AND f.kind IS DISTINCT FROM 'done') AS finished_at
    -- OFFSET 0 keeps the commitment point from being asked for again with every transition.
    FROM (SELECT commitment_position(b) AS committed_from FROM board b WHERE b.id = p_board OFFSET 0) w
    CROSS JOIN transition t
    LEFT JOIN board_column k ON k.id = t.to_column_id
    LEFT JOIN board_column f ON f.id = t.from_column_id
    WHERE t.board_id = p_board
    GROUP BY t.card_id)
  SELECT m.card_id, m.started_at, CASE WHEN h.kind = 'done' THEN m.finished_at END
  FROM mark m JOIN card c ON c.id = m.card_id LEFT JOIN board_column h ON h.id = c.column_id
$$;

-- By the card's own steps, never by its board's: right after an import the planner knows nothing of the board's size.
CREATE OR REPLACE FUNCTION card_marks(c card, OUT started_at timestamptz, OUT finished_at timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT min(t.at) FILTER (WHERE k.kind = 'done' OR k.position >= commitment_position(b)),
    CASE WHEN h.kind = 'done' THEN max(t.at) FILTER (WHERE k.kind = 'done' AND f.kind IS DISTINCT FROM 'done') END
  FROM board b
  CROSS JOIN transition t
  LEFT JOIN board_column k ON k.id = t.to_column_id
  LEFT JOIN board_column f ON f.id = t.from_column_id
  LEFT JOIN board_column h ON h.id = c.column_id
  WHERE b.id = c.board_id AND t.card_id = c.id
  GROUP BY h.kind, b.id
$$;

CREATE OR REPLACE FUNCTION project_board(p_board uuid) RETURNS void
LANGUAGE sql AS $$
  UPDATE card c SET started_at = m.started_at, finished_at = m.finished_at
  FROM flow_marks(p_board) m
  WHERE c.id = m.card_id
    AND (c.started_at, c.finished_at) IS DISTINCT FROM (m.started_at, m.finished_at);
  SELECT project_flow_days(p_board);
$$;

-- The paths follow from the log alone: whatever a workflow becomes, they stay.
CREATE FUNCTION project_paths(p_board uuid) RETURNS void
LANGUAGE sql AS $$
  DELETE FROM card_path WHERE board_id = p_board;
  INSERT INTO card_path SELECT * FROM card_paths(p_board);
$$;

SELECT project_paths(b.id), project_flow_days(b.id) FROM board b ORDER BY b.id;
