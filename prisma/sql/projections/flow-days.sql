-- What came and went per day, under the board's present order and kinds of columns, in its present time zone.

-- The days that a board's transitions after one and up to another make. `arrived`: cards that reached the column or one
-- further right for the first time; `departed`: that reached done for the first time. Of earlier transitions only those
-- of the same cards are looked at. Planned anew each time: a stretch may be a whole log, or its last steps.
CREATE FUNCTION flow_days(p_board_id uuid, p_after bigint, p_to bigint) RETURNS SETOF flow_day
LANGUAGE plpgsql STABLE PARALLEL SAFE SET plan_cache_mode = force_custom_plan AS $$
BEGIN
  RETURN QUERY
    WITH moved AS MATERIALIZED (
      SELECT DISTINCT step.card_id FROM transition step
      WHERE step.board_id = p_board_id AND step.id > p_after AND step.id <= p_to),
    step AS (
      SELECT logged.id, (logged.at AT TIME ZONE board.time_zone)::date AS day, logged.from_column_id,
        logged.to_column_id, target.position, target.kind,
        coalesce(max(target.position) OVER earlier, -1) AS furthest,
        coalesce(bool_or(target.kind = 'done') OVER earlier, false) AS was_done
      FROM moved
      JOIN transition logged ON logged.card_id = moved.card_id
      JOIN board ON board.id = p_board_id
      LEFT JOIN board_column target ON target.id = logged.to_column_id
      WHERE logged.id <= p_to
      WINDOW earlier AS (PARTITION BY logged.card_id ORDER BY logged.seq
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),
    change AS (
      SELECT step.day, step.to_column_id AS column_id, 1 AS entered, 0 AS exited, 0 AS arrived,
        (step.kind = 'done' AND NOT step.was_done)::int AS departed
      FROM step WHERE step.id > p_after AND step.to_column_id IS NOT NULL
      UNION ALL
      SELECT step.day, step.from_column_id, 0, 1, 0, 0
      FROM step WHERE step.id > p_after AND step.from_column_id IS NOT NULL
      UNION ALL
      SELECT step.day, passed.id, 0, 0, 1, 0
      FROM step JOIN board_column passed
        ON passed.board_id = p_board_id AND passed.position > step.furthest AND passed.position <= step.position
      WHERE step.id > p_after)
    SELECT p_board_id, change.day, change.column_id, sum(change.entered)::int, sum(change.exited)::int,
      sum(change.arrived)::int, sum(change.departed)::int
    FROM change GROUP BY change.day, change.column_id;
END $$;

-- What the log has and `flow_day` does not hold yet.
CREATE FUNCTION newer_flow_days(p_board_id uuid) RETURNS SETOF flow_day
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN QUERY SELECT * FROM flow_days(p_board_id, steps_projected(p_board_id), end_of_log());
END $$;

-- Writes anew what `flow_day` holds, where columns, their order, their kinds or the board's time zone have changed.
CREATE FUNCTION project_flow_days(p_board_id uuid) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM hold_projection(p_board_id);
  DELETE FROM flow_day WHERE flow_day.board_id = p_board_id;
  INSERT INTO flow_day SELECT * FROM flow_days(p_board_id, 0, steps_projected(p_board_id));
END $$;
