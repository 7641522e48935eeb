-- What a limit is, without how full it is.
CREATE FUNCTION limit_facts(wip_limit wip_limit) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object('id', wip_limit.id, 'max', wip_limit.max, 'mode', wip_limit.mode,
    'columnIds', wip_limit.column_ids, 'laneId', wip_limit.lane_id, 'userId', wip_limit.user_id,
    'perPerson', wip_limit.per_person, 'classOfService', wip_limit.class_of_service)
$$;

-- A limit and how full it is; for a limit on each person, the fullest one's count and everybody's.
CREATE FUNCTION limit_view(wip_limit wip_limit, board board) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
  facts CONSTANT jsonb := limit_facts(wip_limit);
BEGIN
  IF NOT wip_limit.per_person THEN
    RETURN facts || jsonb_build_object('count', limit_occupancy(wip_limit, board, wip_limit.user_id, NULL));
  END IF;
  RETURN (
    SELECT facts || jsonb_build_object(
      'count', coalesce(max(person.cards), 0),
      'people', coalesce(jsonb_agg(jsonb_build_object('userId', person.user_id, 'count', person.cards)
        ORDER BY person.cards DESC, person.user_id), '[]'))
    FROM (
      SELECT assignee.user_id, count(*) AS cards
      FROM limit_holders(wip_limit, board, NULL) holder JOIN card_assignee assignee ON assignee.card_id = holder.id
      GROUP BY assignee.user_id) person);
END $$;
