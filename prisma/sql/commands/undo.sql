-- Which later activities on a card stand in the way of undoing this one.
CREATE OR REPLACE FUNCTION is_superseded(a activity) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM activity l
    WHERE l.card_id = a.card_id AND l.board_id = a.board_id AND l.version > a.version AND NOT l.detail ? 'undoes'
      AND NOT EXISTS (SELECT FROM activity u WHERE u.card_id = l.card_id AND u.board_id = l.board_id
        AND u.version > l.version AND (u.detail ->> 'undoes')::bigint = l.version)
      AND (a.type = 'card.created'
        OR l.type IN ('card.archived', 'card.deleted', 'card.transferred')
        OR a.type IN ('card.blocked', 'card.unblocked') AND l.type IN ('card.blocked', 'card.unblocked')
        OR a.type = 'card.updated' AND l.type = 'card.updated'
        OR a.type = 'card.reordered' AND l.type IN ('card.reordered', 'card.moved', 'card.restored')
        OR a.type IN ('card.moved', 'card.archived', 'card.restored') AND l.type IN ('card.moved', 'card.restored')))
$$;

-- The newest activity of this person of the last day that can be undone and has not been; or the one asked for.
CREATE OR REPLACE FUNCTION find_undoable(i command, b board) RETURNS activity
LANGUAGE plpgsql AS $$
DECLARE
  a activity;
BEGIN
  SELECT x.* INTO a FROM activity x
  WHERE x.board_id = b.id AND x.actor_id = i.actor AND x.card_id IS NOT NULL AND NOT x.detail ? 'undoes'
    AND x.type IN ('card.created', 'card.moved', 'card.reordered', 'card.updated', 'card.archived', 'card.restored',
      'card.blocked', 'card.unblocked')
    AND x.at > clock_timestamp() - interval '1 day'
    AND (NOT i.body ? 'version' OR x.version = (i.body ->> 'version')::bigint)
    AND NOT EXISTS (SELECT FROM activity u WHERE u.card_id = x.card_id AND u.board_id = x.board_id
      AND u.version > x.version AND (u.detail ->> 'undoes')::bigint = x.version)
    AND (i.body ? 'version' OR NOT is_superseded(x))
  ORDER BY x.version DESC LIMIT 1;
  IF a.version IS NULL THEN PERFORM refuse('nothing-to-undo'); END IF;
  IF is_superseded(a) THEN
    PERFORM refuse('version-conflict', jsonb_build_object('cardId', a.card_id,
      'version', (SELECT c.version FROM card c WHERE c.id = a.card_id)));
  END IF;
  RETURN a;
END $$;

-- Target: the board. Body: {version?: of the activity}.
CREATE OR REPLACE FUNCTION undo(i command) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  b CONSTANT board := open_board(i.actor, i.roles, i.target);
  a CONSTANT activity := find_undoable(i, b);
  undoes CONSTANT jsonb := jsonb_build_object('undoes', a.version);
  moved CONSTANT jsonb := undoes || jsonb_build_object('cardIds', jsonb_build_array(a.card_id),
    'columnId', a.detail -> 'fromColumnId', 'laneId', a.detail -> 'fromLaneId', 'position', a.detail -> 'fromPosition');
  done jsonb;
BEGIN
  CASE a.type
    WHEN 'card.created' THEN done := delete_card(with_body(i, a.card_id, undoes));
    WHEN 'card.moved', 'card.reordered' THEN
      done := move_cards(with_body(i, a.card_id, moved));
      done := done || jsonb_build_object('card', done -> 'cards' -> 0);
    WHEN 'card.updated' THEN
      done := edit_card(with_body(i, a.card_id, undoes || coalesce(a.detail -> 'before', '{}')));
    WHEN 'card.archived' THEN
      done := restore_card(with_body(i, a.card_id, undoes || jsonb_build_object('columnId', a.detail -> 'fromColumnId')));
    WHEN 'card.restored' THEN done := archive_card(with_body(i, a.card_id, undoes));
    WHEN 'card.blocked' THEN done := unblock_card(with_body(i, a.card_id, undoes));
    WHEN 'card.unblocked' THEN done := block_card(with_body(i, a.card_id, undoes || a.detail));
  END CASE;
  RETURN jsonb_build_object('undone', jsonb_build_object('version', a.version, 'type', a.type),
    'card', CASE WHEN a.type NOT IN ('card.created', 'card.restored') THEN done -> 'card' END,
    'boardVersion', done -> 'boardVersion');
END $$;
