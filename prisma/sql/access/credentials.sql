-- Ends whatever lets somebody act as this person, and the links that they gave to others.
CREATE FUNCTION end_credentials(p_person_id uuid) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE session SET revoked_at = clock_timestamp() WHERE user_id = p_person_id AND revoked_at IS NULL;
  UPDATE access_token SET revoked_at = clock_timestamp() WHERE user_id = p_person_id AND revoked_at IS NULL;
  DELETE FROM one_time_link link
  WHERE link.used_at IS NULL AND (link.user_id = p_person_id OR link.created_by_id = p_person_id
    OR link.email = (SELECT person.email FROM user_account person WHERE person.id = p_person_id));
END $$;

-- Who is switched off, through whatever door, holds nothing any more.
CREATE FUNCTION end_credentials_of_person() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM end_credentials(NEW.id);
  RETURN NULL;
END $$;

CREATE TRIGGER user_account_switched_off AFTER UPDATE OF disabled_at ON user_account FOR EACH ROW
  WHEN (OLD.disabled_at IS NULL AND NEW.disabled_at IS NOT NULL) EXECUTE FUNCTION end_credentials_of_person();

-- Asked under a lock on the person: a sign-in that began before they were switched off leaves nothing behind.
-- Raises SLP01.
CREATE FUNCTION guard_credential() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM user_account person WHERE person.id = NEW.user_id AND person.disabled_at IS NULL FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Nobody who is switched off gets a %.', TG_TABLE_NAME USING ERRCODE = 'SLP01';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER session_of_somebody BEFORE INSERT ON session FOR EACH ROW EXECUTE FUNCTION guard_credential();

CREATE TRIGGER access_token_of_somebody BEFORE INSERT ON access_token FOR EACH ROW EXECUTE FUNCTION guard_credential();
