-- The waiting list as it stands: cards that have come in or left are out of it at once.
CREATE OR REPLACE FUNCTION waiting_list(p_board uuid) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('cardId', w.card_id, 'columnId', w.column_id, 'laneId', w.lane_id,
    'since', iso_instant(w.since), 'ready', w.ready_at IS NOT NULL) ORDER BY w.since, w.card_id), '[]')
  FROM waiting_card w WHERE w.board_id = p_board
$$;
