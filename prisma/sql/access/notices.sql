-- Says whose access has become less, in the transaction in which it did: the id of a person or a board, or * for all.
-- Argument: the column that holds the id. Servers forget what they know of them (`sluice_access`).
CREATE FUNCTION notify_access_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('sluice_access',
    CASE WHEN TG_LEVEL = 'STATEMENT' THEN '*' ELSE to_jsonb(OLD) ->> TG_ARGV[0] END);
  RETURN NULL;
END $$;

CREATE TRIGGER session_changed AFTER UPDATE OF id, user_id, revoked_at, expires_at ON session
  FOR EACH ROW WHEN (OLD.revoked_at IS NULL) EXECUTE FUNCTION notify_access_change('user_id');

CREATE TRIGGER session_removed AFTER DELETE ON session
  FOR EACH ROW WHEN (OLD.revoked_at IS NULL) EXECUTE FUNCTION notify_access_change('user_id');

CREATE TRIGGER session_emptied AFTER TRUNCATE ON session EXECUTE FUNCTION notify_access_change();

CREATE TRIGGER access_token_changed AFTER UPDATE OF user_id, token_hash, scopes, revoked_at, expires_at ON access_token
  FOR EACH ROW WHEN (OLD.revoked_at IS NULL) EXECUTE FUNCTION notify_access_change('user_id');

CREATE TRIGGER access_token_removed AFTER DELETE ON access_token
  FOR EACH ROW WHEN (OLD.revoked_at IS NULL) EXECUTE FUNCTION notify_access_change('user_id');

CREATE TRIGGER access_token_emptied AFTER TRUNCATE ON access_token EXECUTE FUNCTION notify_access_change();

CREATE TRIGGER membership_changed AFTER UPDATE OR DELETE ON membership
  FOR EACH ROW EXECUTE FUNCTION notify_access_change('user_id');

CREATE TRIGGER membership_emptied AFTER TRUNCATE ON membership EXECUTE FUNCTION notify_access_change();

CREATE TRIGGER user_account_changed AFTER UPDATE OF disabled_at, is_administrator OR DELETE ON user_account
  FOR EACH ROW EXECUTE FUNCTION notify_access_change('id');

CREATE TRIGGER board_out_of_reach AFTER UPDATE OF team_id, archived_at ON board
  FOR EACH ROW EXECUTE FUNCTION notify_access_change('id');
