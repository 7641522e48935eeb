-- Clocks go wrong: set back by an hour, ahead by two years for a minute. A board's own clock is its log. Its instants
-- never go back: while the server's clock is behind them the board's clock stands still, and every change is taken.

-- The clock by which everything is dated that processes share: the database's, in milliseconds.
CREATE FUNCTION present() RETURNS timestamptz
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RETURN date_trunc('milliseconds', clock_timestamp());
END $$;

-- The end of a board's log; null before its first step.
CREATE FUNCTION newest_step_at(p_board_id uuid) RETURNS timestamptz
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT step.at FROM transition step
    WHERE step.board_id = p_board_id ORDER BY step.at DESC, step.id DESC LIMIT 1);
END $$;

-- The instant of a change, read under the board's lock: never before what the board's log has already.
CREATE FUNCTION board_instant(p_board_id uuid) RETURNS timestamptz
LANGUAGE plpgsql AS $$
BEGIN
  RETURN greatest(present(), newest_step_at(p_board_id));
END $$;

-- The instant up to which a report of a board goes: now. While the clock is a little behind the board's log, as after
-- it has been set back, that is the log's end, so that figures are not taken back; what is dated far ahead has not
-- happened.
CREATE FUNCTION board_now(p_board_id uuid) RETURNS timestamptz
LANGUAGE sql VOLATILE AS $$
  SELECT coalesce((SELECT step.at FROM transition step
      WHERE step.board_id = p_board_id AND step.at > clock.now AND step.at <= clock.now + interval '1 day'
      ORDER BY step.at DESC LIMIT 1), clock.now)
  FROM (SELECT present() AS now OFFSET 0) clock
$$;
