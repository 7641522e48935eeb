-- A limit and how full it is; for a limit on each person, the fullest one's count and everybody's.
CREATE OR REPLACE FUNCTION limit_view(l wip_limit, b board) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
  facts CONSTANT jsonb := jsonb_build_object(
    'id', l.id, 'max', l.max, 'mode', l.mode, 'columnIds', l.column_ids, 'laneId', l.lane_id, 'userId', l.user_id,
    'perPerson', l.per_person, 'classOfService', l.class_of_service);
BEGIN
  IF NOT l.per_person THEN
    RETURN facts || jsonb_build_object('count', limit_occupancy(l, b, l.user_id, NULL));
  END IF;
  RETURN (
    SELECT facts || jsonb_build_object(
      'count', coalesce(max(p.cards), 0),
      'people', coalesce(jsonb_agg(jsonb_build_object('userId', p.user_id, 'count', p.cards)
        ORDER BY p.cards DESC, p.user_id), '[]'))
    FROM (
      SELECT a.user_id, count(*) AS cards
      FROM limit_holders(l, b, NULL) h JOIN card_assignee a ON a.card_id = h.id
      GROUP BY a.user_id) p);
END $$;
