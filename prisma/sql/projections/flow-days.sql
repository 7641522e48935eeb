-- From the log alone, under the board's present order and kinds of columns, in its present time zone. `arrived`: cards
-- that reached the column or one further right for the first time; `departed`: that reached done for the first time.
CREATE OR REPLACE FUNCTION flow_days(p_board uuid) RETURNS SETOF flow_day
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

-- Where columns, their order, their kinds or the board's time zone have changed.
CREATE OR REPLACE FUNCTION project_flow_days(p_board uuid) RETURNS void
LANGUAGE sql AS $$
  DELETE FROM flow_day WHERE board_id = p_board;
  INSERT INTO flow_day SELECT * FROM flow_days(p_board);
$$;
