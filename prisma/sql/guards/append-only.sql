-- Logs and what they refer to are only ever added to. Raises SLL01.
CREATE FUNCTION guard_append_only() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Rows of % are never changed or removed.', TG_TABLE_NAME USING ERRCODE = 'SLL01';
END $$;

CREATE TRIGGER transition_append_only BEFORE UPDATE OR DELETE ON transition
  FOR EACH ROW EXECUTE FUNCTION guard_append_only();

CREATE TRIGGER transition_no_truncate BEFORE TRUNCATE ON transition EXECUTE FUNCTION guard_append_only();

CREATE TRIGGER activity_append_only BEFORE UPDATE OR DELETE ON activity
  FOR EACH ROW EXECUTE FUNCTION guard_append_only();

CREATE TRIGGER activity_no_truncate BEFORE TRUNCATE ON activity EXECUTE FUNCTION guard_append_only();

CREATE TRIGGER wip_limit_change_append_only BEFORE UPDATE OR DELETE ON wip_limit_change
  FOR EACH ROW EXECUTE FUNCTION guard_append_only();

CREATE TRIGGER wip_limit_change_no_truncate BEFORE TRUNCATE ON wip_limit_change EXECUTE FUNCTION guard_append_only();

CREATE TRIGGER limit_breach_append_only BEFORE UPDATE OR DELETE ON limit_breach
  FOR EACH ROW EXECUTE FUNCTION guard_append_only();

CREATE TRIGGER limit_breach_no_truncate BEFORE TRUNCATE ON limit_breach EXECUTE FUNCTION guard_append_only();

CREATE TRIGGER board_column_kept BEFORE DELETE ON board_column
  FOR EACH ROW EXECUTE FUNCTION guard_append_only();

CREATE TRIGGER wip_limit_kept BEFORE DELETE ON wip_limit
  FOR EACH ROW EXECUTE FUNCTION guard_append_only();

CREATE TRIGGER wip_limit_no_truncate BEFORE TRUNCATE ON wip_limit EXECUTE FUNCTION guard_append_only();

CREATE TRIGGER placement_append_only BEFORE UPDATE OR DELETE ON placement
  FOR EACH ROW EXECUTE FUNCTION guard_append_only();

CREATE TRIGGER placement_no_truncate BEFORE TRUNCATE ON placement EXECUTE FUNCTION guard_append_only();

CREATE TRIGGER limit_refusal_append_only BEFORE UPDATE OR DELETE ON limit_refusal
  FOR EACH ROW EXECUTE FUNCTION guard_append_only();

CREATE TRIGGER limit_refusal_no_truncate BEFORE TRUNCATE ON limit_refusal EXECUTE FUNCTION guard_append_only();

CREATE TRIGGER andon_kept BEFORE DELETE ON andon FOR EACH ROW EXECUTE FUNCTION guard_append_only();

CREATE TRIGGER limit_entry_append_only BEFORE UPDATE OR DELETE ON limit_entry
  FOR EACH ROW EXECUTE FUNCTION guard_append_only();

CREATE TRIGGER limit_entry_no_truncate BEFORE TRUNCATE ON limit_entry EXECUTE FUNCTION guard_append_only();

CREATE TRIGGER card_transfer_append_only BEFORE UPDATE OR DELETE ON card_transfer
  FOR EACH ROW EXECUTE FUNCTION guard_append_only();

CREATE TRIGGER card_transfer_no_truncate BEFORE TRUNCATE ON card_transfer EXECUTE FUNCTION guard_append_only();

CREATE TRIGGER security_event_no_truncate BEFORE TRUNCATE ON security_event EXECUTE FUNCTION guard_append_only();

CREATE TRIGGER unknown_beginning_append_only BEFORE UPDATE OR DELETE ON unknown_beginning
  FOR EACH ROW EXECUTE FUNCTION guard_append_only();

CREATE TRIGGER unknown_beginning_no_truncate BEFORE TRUNCATE ON unknown_beginning EXECUTE FUNCTION guard_append_only();

CREATE TRIGGER mended_instant_append_only BEFORE UPDATE OR DELETE ON mended_instant
  FOR EACH ROW EXECUTE FUNCTION guard_append_only();

CREATE TRIGGER mended_instant_no_truncate BEFORE TRUNCATE ON mended_instant EXECUTE FUNCTION guard_append_only();
