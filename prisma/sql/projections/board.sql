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

-- Works out everything that follows from the log of a board that was written as a whole.
CREATE FUNCTION project_whole_board(p_board_id uuid) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  end_of_steps CONSTANT bigint := coalesce((SELECT max(step.id) FROM transition step WHERE step.board_id = p_board_id), 0);
  end_of_placements bigint;
BEGIN
  PERFORM write_placements(p_board_id);
  end_of_placements := coalesce((SELECT max(placed.id) FROM placement placed WHERE placed.board_id = p_board_id), 0);
  INSERT INTO projection (board_id, steps_to, placements_to, whole_to)
  VALUES (p_board_id, end_of_steps, end_of_placements, end_of_placements)
  ON CONFLICT (board_id) DO UPDATE
    SET (steps_to, placements_to, whole_to) = (EXCLUDED.steps_to, EXCLUDED.placements_to, EXCLUDED.whole_to);
  PERFORM project_board(p_board_id);
  PERFORM project_paths(p_board_id);
  PERFORM write_limit_entries(p_board_id, 0, end_of_placements);
END $$;
