-- The cards that hold the slots of a limit; for one person where the limit counts people.
CREATE FUNCTION limit_holders(wip_limit wip_limit, board board, p_person_id uuid) RETURNS SETOF card
LANGUAGE plpgsql AS $$
DECLARE
  covered CONSTANT uuid[] := limit_columns(wip_limit);
BEGIN
  RETURN QUERY
    SELECT holder.* FROM card holder
    WHERE holder.board_id = board.id AND holder.archived_at IS NULL AND holder.column_id = ANY (covered)
      AND limit_takes(wip_limit, board, covered, holder.column_id, holder.lane_id, holder.class_of_service,
        holder.blocked_at IS NOT NULL)
      AND (p_person_id IS NULL
        OR EXISTS (SELECT FROM card_assignee assignee
          WHERE assignee.card_id = holder.id AND assignee.user_id = p_person_id));
END $$;

-- How many cards hold slots of a limit, one card aside.
CREATE FUNCTION limit_occupancy(wip_limit wip_limit, board board, p_person_id uuid, p_except_card_id uuid) RETURNS int
LANGUAGE plpgsql AS $$
BEGIN
  RETURN (SELECT count(*) FROM limit_holders(wip_limit, board, p_person_id) holder
    WHERE holder.id IS DISTINCT FROM p_except_card_id);
END $$;
