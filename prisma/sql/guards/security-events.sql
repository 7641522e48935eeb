-- An act is never changed, and never removed within its year, by the confirmed instant as well as the clock. What
-- strangers write is elsewhere and cannot push it out. Raises SLL01.
CREATE FUNCTION guard_security_event() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.at < least(clock_timestamp(),
    coalesce((SELECT reading.confirmed FROM clock_reading reading), '-infinity')) - interval '1 year' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'Rows of % are never changed, and are kept for a year.', TG_TABLE_NAME USING ERRCODE = 'SLL01';
END $$;

CREATE TRIGGER security_event_append_only BEFORE UPDATE OR DELETE ON security_event
  FOR EACH ROW EXECUTE FUNCTION guard_security_event();
