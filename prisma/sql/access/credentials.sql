-- Ends whatever lets somebody act as this person, and the links that they gave to others.
CREATE OR REPLACE FUNCTION end_credentials(p_person uuid) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE session s SET revoked_at = clock_timestamp() WHERE s.user_id = p_person AND s.revoked_at IS NULL;
  UPDATE access_token t SET revoked_at = clock_timestamp() WHERE t.user_id = p_person AND t.revoked_at IS NULL;
  DELETE FROM one_time_link l WHERE l.used_at IS NULL AND (l.user_id = p_person OR l.created_by_id = p_person
    OR l.email = (SELECT u.email FROM user_account u WHERE u.id = p_person));
END $$;

CREATE OR REPLACE FUNCTION end_credentials_of_person() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM end_credentials(NEW.id);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER user_account_switched_off AFTER UPDATE OF disabled_at ON user_account FOR EACH ROW
  WHEN (OLD.disabled_at IS NULL AND NEW.disabled_at IS NOT NULL) EXECUTE FUNCTION end_credentials_of_person();

-- Asked under a lock on the person: a sign-in that began before they were switched off leaves nothing behind.
CREATE OR REPLACE FUNCTION guard_credential() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM user_account u WHERE u.id = NEW.user_id AND u.disabled_at IS NULL FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Nobody who is switched off gets a %.', TG_TABLE_NAME USING ERRCODE = 'SLP01';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER session_of_somebody BEFORE INSERT ON session FOR EACH ROW EXECUTE FUNCTION guard_credential();

CREATE OR REPLACE TRIGGER access_token_of_somebody BEFORE INSERT ON access_token FOR EACH ROW EXECUTE FUNCTION guard_credential();
