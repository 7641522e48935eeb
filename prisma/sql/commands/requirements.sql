-- What a command names has to be there: each refuses `invalid`, with the field, when it is not.

-- The column of this id on the board.
CREATE FUNCTION require_column(board board, p_column_id uuid) RETURNS board_column
LANGUAGE plpgsql AS $$
DECLARE
  target board_column;
BEGIN
  SELECT * INTO target FROM board_column stage
  WHERE stage.id = p_column_id AND stage.board_id = board.id AND stage.archived_at IS NULL;
  IF NOT FOUND THEN PERFORM refuse_field('columnId', 'No such column on this board.'); END IF;
  RETURN target;
END $$;

-- No lane, or one of the board.
CREATE FUNCTION require_lane(board board, p_lane_id uuid) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF p_lane_id IS NULL THEN RETURN; END IF;
  PERFORM FROM lane WHERE lane.id = p_lane_id AND lane.board_id = board.id AND lane.archived_at IS NULL;
  IF NOT FOUND THEN PERFORM refuse_field('laneId', 'No such lane on this board.'); END IF;
END $$;

-- People of the board's team.
CREATE FUNCTION require_members(board board, p_person_ids uuid[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM unnest(p_person_ids) person_id WHERE NOT EXISTS (
    SELECT FROM membership WHERE membership.team_id = board.team_id AND membership.user_id = person_id)) THEN
    PERFORM refuse_field('assigneeIds', 'Only members of the team can be assigned.');
  END IF;
END $$;
