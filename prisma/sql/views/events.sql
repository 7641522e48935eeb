-- What happened on a board after a version, oldest first, with the changed cards as they are now: data of the live
-- events. The board's structure is read by `board_structure` where a row's type asks for it.
CREATE FUNCTION board_events(p_board_id uuid, p_after_version bigint, p_max_rows int) RETURNS SETOF jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('version', activity.version, 'type', activity.type, 'at', iso_instant(activity.at),
      'actorId', activity.actor_id, 'cardId', activity.card_id, 'detail', activity.detail)
    || CASE WHEN activity.card_id IS NULL THEN '{}'
      ELSE jsonb_build_object('card', CASE WHEN card.archived_at IS NULL THEN card_view(card) END) END
  FROM activity LEFT JOIN card ON card.id = activity.card_id
  WHERE activity.board_id = p_board_id AND activity.version > p_after_version
  ORDER BY activity.version LIMIT p_max_rows
$$;
