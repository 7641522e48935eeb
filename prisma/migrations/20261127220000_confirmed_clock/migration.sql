-- The clock by which everything is dated that processes share: the database's.
CREATE FUNCTION present() RETURNS timestamptz
LANGUAGE sql VOLATILE AS $$ SELECT date_trunc('milliseconds', clock_timestamp()) $$;

-- The instant up to which a report of a board goes: now. While the clock is a little behind the board's log, as after it
-- has been set back, that is the log's end, so that figures are not taken back; what is dated far ahead has not happened.
CREATE FUNCTION board_now(p_board uuid) RETURNS timestamptz
LANGUAGE sql VOLATILE AS $$
  SELECT coalesce((SELECT t.at FROM transition t
      WHERE t.board_id = p_board AND t.at > c.now AND t.at <= c.now + interval '1 day'
      ORDER BY t.at DESC LIMIT 1), c.now)
  FROM (SELECT date_trunc('milliseconds', clock_timestamp()) AS now OFFSET 0) c
$$;

-- What is cleared away after its time is cleared by an instant that has been confirmed: the clock was read there and, an
-- hour or more later, again beyond it. A clock that is years ahead for a minute confirms nothing.
CREATE TABLE "clock_reading" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "newest" TIMESTAMPTZ(3) NOT NULL,
    "confirmed" TIMESTAMPTZ(3),

    CONSTRAINT "clock_reading_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "clock_reading" ADD CONSTRAINT clock_reading_single CHECK (id = 1);

-- An act is never removed within its year, by the confirmed instant as well: SQL typed by hand is a door too.
CREATE OR REPLACE FUNCTION guard_security_event() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.at < least(clock_timestamp(),
    coalesce((SELECT r.confirmed FROM clock_reading r), '-infinity')) - interval '1 year' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'Rows of % are never changed, and are kept for a year.', TG_TABLE_NAME USING ERRCODE = 'SLL01';
END $$;
