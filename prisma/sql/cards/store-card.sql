-- Stores a changed card under its next version. The caller has decided that the change may be made.
CREATE FUNCTION store_card(INOUT card card)
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE card stored SET
    title = card.title, description = card.description, type = card.type, column_id = card.column_id,
    lane_id = card.lane_id, position = card.position, version = stored.version + 1,
    class_of_service = card.class_of_service, due_on = card.due_on, blocked_at = card.blocked_at,
    updated_at = clock_timestamp(), entered_column_at = card.entered_column_at, started_at = card.started_at,
    finished_at = card.finished_at, archived_at = card.archived_at, deleted_at = card.deleted_at,
    last_seq = card.last_seq
  WHERE stored.id = card.id
  RETURNING stored.* INTO card;
END $$;
