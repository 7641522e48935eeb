-- The admission decision with split columns and cords, still the twin of lib/domain/limit.ts.
CREATE OR REPLACE FUNCTION place_of(c card) RETURNS card_place
LANGUAGE sql STABLE AS $$
  SELECT ROW(
    CASE WHEN c.archived_at IS NULL THEN c.column_id END,
    c.lane_id,
    c.class_of_service,
    ARRAY(SELECT a.user_id FROM card_assignee a WHERE a.card_id = c.id ORDER BY a.user_id),
    c.blocked_at IS NOT NULL
  )::card_place
$$;
