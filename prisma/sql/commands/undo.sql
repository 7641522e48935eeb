-- Takes back an earlier activity of the same person by the ordinary command that does the opposite. Target: the board.
-- Body: {version?: of the activity, override?}. Answers {undone: {version, type}, card, boardVersion}. Refuses
-- `nothing-to-undo`, `version-conflict` where something later stands in the way, and as that command does.
CREATE FUNCTION undo(command command) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  board CONSTANT board := open_board(command.actor, command.roles, command.target);
  past CONSTANT activity := require_undoable(command, board);
  undoes CONSTANT jsonb := jsonb_build_object('undoes', past.version);
  back CONSTANT jsonb := undoes || jsonb_build_object('cardIds', jsonb_build_array(past.card_id),
    'columnId', past.detail -> 'fromColumnId', 'laneId', past.detail -> 'fromLaneId',
    'position', past.detail -> 'fromPosition');
  answer jsonb;
BEGIN
  CASE past.type
    WHEN 'card.created' THEN answer := delete_card(derive_command(command, past.card_id, undoes));
    WHEN 'card.moved', 'card.reordered' THEN
      answer := move_cards(derive_command(command, past.card_id, back));
      answer := answer || jsonb_build_object('card', answer -> 'cards' -> 0);
    WHEN 'card.updated' THEN
      answer := edit_card(derive_command(command, past.card_id, undoes || coalesce(past.detail -> 'before', '{}')));
    WHEN 'card.archived' THEN
      answer := restore_card(derive_command(command, past.card_id,
        undoes || jsonb_build_object('columnId', past.detail -> 'fromColumnId')));
    WHEN 'card.restored' THEN answer := archive_card(derive_command(command, past.card_id, undoes));
    WHEN 'card.blocked' THEN answer := unblock_card(derive_command(command, past.card_id, undoes));
    WHEN 'card.unblocked' THEN answer := block_card(derive_command(command, past.card_id, undoes || past.detail));
  END CASE;
  RETURN jsonb_build_object('undone', jsonb_build_object('version', past.version, 'type', past.type),
    'card', CASE WHEN past.type NOT IN ('card.created', 'card.restored') THEN answer -> 'card' END,
    'boardVersion', answer -> 'boardVersion');
END $$;

-- The newest activity of this person of the last day that can be undone and has not been; or the one asked for. Refuses
-- as `undo` does.
CREATE FUNCTION require_undoable(command command, board board) RETURNS activity
LANGUAGE plpgsql AS $$
DECLARE
  found_activity activity;
BEGIN
  SELECT past.* INTO found_activity FROM activity past
  WHERE past.board_id = board.id AND past.actor_id = command.actor AND past.card_id IS NOT NULL
    AND NOT past.detail ? 'undoes'
    AND past.type IN ('card.created', 'card.moved', 'card.reordered', 'card.updated', 'card.archived', 'card.restored',
      'card.blocked', 'card.unblocked')
    AND past.at > clock_timestamp() - interval '1 day'
    AND (NOT command.body ? 'version' OR past.version = (command.body ->> 'version')::bigint)
    AND NOT is_undone(past)
    AND (command.body ? 'version' OR NOT is_superseded(past))
  ORDER BY past.version DESC LIMIT 1;
  IF found_activity.version IS NULL THEN PERFORM refuse('nothing-to-undo'); END IF;
  IF is_superseded(found_activity) THEN
    PERFORM refuse('version-conflict', jsonb_build_object('cardId', found_activity.card_id,
      'version', (SELECT card.version FROM card WHERE card.id = found_activity.card_id)));
  END IF;
  RETURN found_activity;
END $$;

-- Whether a later activity on the card has undone this one.
CREATE FUNCTION is_undone(past activity) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM activity undo
    WHERE undo.card_id = past.card_id AND undo.board_id = past.board_id AND undo.version > past.version
      AND (undo.detail ->> 'undoes')::bigint = past.version)
$$;

-- Whether a later activity on the card stands in the way of undoing this one.
CREATE FUNCTION is_superseded(past activity) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM activity later
    WHERE later.card_id = past.card_id AND later.board_id = past.board_id AND later.version > past.version
      AND NOT later.detail ? 'undoes' AND NOT is_undone(later)
      AND (past.type = 'card.created'
        OR later.type IN ('card.archived', 'card.deleted', 'card.transferred')
        OR past.type IN ('card.blocked', 'card.unblocked') AND later.type IN ('card.blocked', 'card.unblocked')
        OR past.type = 'card.updated' AND later.type = 'card.updated'
        OR past.type = 'card.reordered' AND later.type IN ('card.reordered', 'card.moved', 'card.restored')
        OR past.type IN ('card.moved', 'card.archived', 'card.restored')
          AND later.type IN ('card.moved', 'card.restored')))
$$;
