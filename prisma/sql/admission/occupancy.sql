-- The cards that hold the slots of a limit; for one person where the limit counts people.
CREATE OR REPLACE FUNCTION limit_holders(l wip_limit, b board, person uuid) RETURNS SETOF card
LANGUAGE plpgsql AS $$
DECLARE
  covered CONSTANT uuid[] := limit_columns(l);
BEGIN
  RETURN QUERY
    SELECT c.* FROM card c
    WHERE c.board_id = b.id AND c.archived_at IS NULL AND c.column_id = ANY (covered)
      AND limit_takes(l, b, covered, c.column_id, c.lane_id, c.class_of_service, c.blocked_at IS NOT NULL)
      AND (person IS NULL
        OR EXISTS (SELECT FROM card_assignee a WHERE a.card_id = c.id AND a.user_id = person));
END $$;

CREATE OR REPLACE FUNCTION limit_occupancy(l wip_limit, b board, person uuid, except_card uuid) RETURNS int
LANGUAGE plpgsql AS $$
BEGIN
  RETURN (SELECT count(*) FROM limit_holders(l, b, person) h WHERE h.id IS DISTINCT FROM except_card);
END $$;
