-- What happened on a board after a version, oldest first, with the changed cards as they are now: data of the live
-- events. The board's structure is read by board_structure where a row's type asks for it.
CREATE OR REPLACE FUNCTION board_events(p_board uuid, p_after bigint, p_most int) RETURNS SETOF jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('version', a.version, 'type', a.type, 'at', iso_instant(a.at), 'actorId', a.actor_id,
      'cardId', a.card_id, 'detail', a.detail)
    || CASE WHEN a.card_id IS NULL THEN '{}'
      ELSE jsonb_build_object('card', CASE WHEN c.archived_at IS NULL THEN card_view(c) END) END
  FROM activity a LEFT JOIN card c ON c.id = a.card_id
  WHERE a.board_id = p_board AND a.version > p_after
  ORDER BY a.version LIMIT p_most
$$;
