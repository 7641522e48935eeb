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

CREATE OR REPLACE TRIGGER security_event_append_only BEFORE UPDATE OR DELETE ON security_event
  FOR EACH ROW EXECUTE FUNCTION guard_security_event();
