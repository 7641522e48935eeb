-- The waiting list as it stands: cards that have come in or left are out of it at once.
CREATE FUNCTION waiting_list(p_board_id uuid) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('cardId', waiting.card_id, 'columnId', waiting.column_id,
    'laneId', waiting.lane_id, 'since', iso_instant(waiting.since), 'ready', waiting.ready_at IS NOT NULL)
    ORDER BY waiting.since, waiting.card_id), '[]')
  FROM waiting_card waiting WHERE waiting.board_id = p_board_id
$$;
