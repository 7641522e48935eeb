-- The clock by which everything is dated that processes share: the database's.
CREATE OR REPLACE FUNCTION present() RETURNS timestamptz
LANGUAGE sql VOLATILE AS $$ SELECT date_trunc('milliseconds', clock_timestamp()) $$;

-- The instant of a change, read under the board's lock: never before what the board's log has already, whatever becomes
-- of the clock.
CREATE OR REPLACE FUNCTION board_instant(p_board uuid) RETURNS timestamptz
LANGUAGE sql AS $$
  SELECT greatest(date_trunc('milliseconds', clock_timestamp()),
    (SELECT t.at FROM transition t WHERE t.board_id = p_board ORDER BY t.at DESC, t.id DESC LIMIT 1))
$$;

-- The instant up to which a report of a board goes: now. While the clock is a little behind the board's log, as after it
-- has been set back, that is the log's end, so that figures are not taken back; what is dated far ahead has not happened.
CREATE OR REPLACE FUNCTION board_now(p_board uuid) RETURNS timestamptz
LANGUAGE sql VOLATILE AS $$
  SELECT coalesce((SELECT t.at FROM transition t
      WHERE t.board_id = p_board AND t.at > c.now AND t.at <= c.now + interval '1 day'
      ORDER BY t.at DESC LIMIT 1), c.now)
  FROM (SELECT date_trunc('milliseconds', clock_timestamp()) AS now OFFSET 0) c
$$;
