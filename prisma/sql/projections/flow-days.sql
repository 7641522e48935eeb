-- From the log alone, under the board's present order and kinds of columns, in its present time zone. `arrived`: cards
-- that reached the column or one further right for the first time; `departed`: that reached done for the first time.
CREATE FUNCTION flow_days(p_board_id uuid) RETURNS SETOF flow_day
LANGUAGE sql STABLE AS $$
  WITH step AS (
    SELECT (logged.at AT TIME ZONE board.time_zone)::date AS day, logged.from_column_id, logged.to_column_id,
      target.position, target.kind,
      coalesce(max(target.position) OVER earlier, -1) AS furthest,
      coalesce(bool_or(target.kind = 'done') OVER earlier, false) AS was_done
    FROM board
    JOIN transition logged ON logged.board_id = board.id
    LEFT JOIN board_column target ON target.id = logged.to_column_id
    WHERE board.id = p_board_id
    WINDOW earlier AS (PARTITION BY logged.card_id ORDER BY logged.seq
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
  change AS (
    SELECT day, to_column_id AS column_id, 1 AS entered, 0 AS exited, 0 AS arrived,
      (kind = 'done' AND NOT was_done)::int AS departed
    FROM step WHERE to_column_id IS NOT NULL
    UNION ALL
    SELECT day, from_column_id, 0, 1, 0, 0 FROM step WHERE from_column_id IS NOT NULL
    UNION ALL
    SELECT step.day, passed.id, 0, 0, 1, 0
    FROM step JOIN board_column passed
      ON passed.board_id = p_board_id AND passed.position > step.furthest AND passed.position <= step.position)
  SELECT p_board_id, day, column_id, sum(entered)::int, sum(exited)::int, sum(arrived)::int, sum(departed)::int
  FROM change GROUP BY day, column_id
$$;

-- Writes them anew, where columns, their order, their kinds or the board's time zone have changed.
CREATE FUNCTION project_flow_days(p_board_id uuid) RETURNS void
LANGUAGE sql AS $$
  DELETE FROM flow_day WHERE board_id = p_board_id;
  INSERT INTO flow_day SELECT * FROM flow_days(p_board_id);
$$;
