-- Says whose access has become less, in the transaction in which it did: the id of a person or a board, or * for all.
-- Argument: the column that holds the id.
CREATE OR REPLACE FUNCTION tell_access() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('sluice_access',
    CASE WHEN TG_LEVEL = 'STATEMENT' THEN '*' ELSE to_jsonb(OLD) ->> TG_ARGV[0] END);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER session_changed AFTER UPDATE OF user_id, revoked_at, expires_at ON session
  FOR EACH ROW WHEN (OLD.revoked_at IS NULL) EXECUTE FUNCTION tell_access('user_id');

CREATE OR REPLACE TRIGGER session_removed AFTER DELETE ON session
  FOR EACH ROW WHEN (OLD.revoked_at IS NULL) EXECUTE FUNCTION tell_access('user_id');

CREATE OR REPLACE TRIGGER session_emptied AFTER TRUNCATE ON session EXECUTE FUNCTION tell_access();

CREATE OR REPLACE TRIGGER access_token_changed AFTER UPDATE OF user_id, token_hash, scopes, revoked_at, expires_at ON access_token
  FOR EACH ROW WHEN (OLD.revoked_at IS NULL) EXECUTE FUNCTION tell_access('user_id');

CREATE OR REPLACE TRIGGER access_token_removed AFTER DELETE ON access_token
  FOR EACH ROW WHEN (OLD.revoked_at IS NULL) EXECUTE FUNCTION tell_access('user_id');

CREATE OR REPLACE TRIGGER access_token_emptied AFTER TRUNCATE ON access_token EXECUTE FUNCTION tell_access();

CREATE OR REPLACE TRIGGER membership_changed AFTER UPDATE OR DELETE ON membership
  FOR EACH ROW EXECUTE FUNCTION tell_access('user_id');

CREATE OR REPLACE TRIGGER membership_emptied AFTER TRUNCATE ON membership EXECUTE FUNCTION tell_access();

CREATE OR REPLACE TRIGGER user_account_changed AFTER UPDATE OF disabled_at, is_administrator OR DELETE ON user_account
  FOR EACH ROW EXECUTE FUNCTION tell_access('id');

CREATE OR REPLACE TRIGGER board_out_of_reach AFTER UPDATE OF team_id, archived_at ON board
  FOR EACH ROW EXECUTE FUNCTION tell_access('id');
