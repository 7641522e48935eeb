-- Rebuilds what follows from the log and the workflow, after the kind or order of columns, the commitment point or the
-- time zone changed: the milestones of cards, and the counts of days.
CREATE FUNCTION project_board(p_board_id uuid) RETURNS void
LANGUAGE sql AS $$
  UPDATE card SET started_at = logged.started_at, finished_at = logged.finished_at
  FROM board_milestones(p_board_id) logged
  WHERE card.id = logged.card_id
    AND (card.started_at, card.finished_at) IS DISTINCT FROM (logged.started_at, logged.finished_at);
  SELECT project_flow_days(p_board_id);
$$;
