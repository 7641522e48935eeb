-- What a limit is over: columns, a lane, a person or each person, a class of service. Twin of lib/domain/limit.ts; a
-- property test plays both.

-- The columns that a limit covers: those it names with their done parts, or all in which work waits or is done. Limits
-- name the whole of a split column, never its done part. In PL/pgSQL, which keeps its plans: it is asked at every
-- count.
CREATE FUNCTION limit_columns(wip_limit wip_limit) RETURNS uuid[]
LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF cardinality(wip_limit.column_ids) > 0 THEN
    RETURN wip_limit.column_ids || ARRAY(SELECT part.id FROM board_column part
      WHERE part.board_id = wip_limit.board_id AND part.done_part_of = ANY (wip_limit.column_ids));
  END IF;
  RETURN ARRAY(SELECT stage.id FROM board_column stage
    WHERE stage.board_id = wip_limit.board_id AND stage.kind IN ('queue', 'active'));
END $$;

-- The same question about one column, by what the column is part of and what kind it is, without reading a table.
CREATE FUNCTION limit_covers(wip_limit wip_limit, p_whole_id uuid, p_kind column_kind) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(CASE WHEN cardinality(wip_limit.column_ids) > 0
    THEN p_whole_id = ANY (wip_limit.column_ids) ELSE p_kind IN ('queue', 'active') END, false)
$$;

-- Whether a card in this place takes a slot of the limit, person aside. `p_covered`: the limit's columns.
CREATE FUNCTION limit_takes(wip_limit wip_limit, board board, p_covered uuid[], p_column_id uuid, p_lane_id uuid,
  p_class_of_service text, p_blocked boolean) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(p_column_id = ANY (p_covered), false)
    AND (wip_limit.lane_id IS NULL OR wip_limit.lane_id IS NOT DISTINCT FROM p_lane_id)
    AND (wip_limit.class_of_service IS NULL OR wip_limit.class_of_service = p_class_of_service)
    AND (board.blocked_cards_count OR NOT p_blocked)
    AND NOT (board.expedite_exempt AND p_class_of_service = 'expedite'
      AND wip_limit.class_of_service IS NULL AND wip_limit.user_id IS NULL AND NOT wip_limit.per_person)
$$;

-- Stands among people for a count that is of no person's.
CREATE FUNCTION nobody() RETURNS uuid
LANGUAGE sql IMMUTABLE AS $$ SELECT '00000000-0000-0000-0000-000000000000'::uuid $$;

-- The separate counts of a limit that a card in this place falls under, by person.
CREATE FUNCTION limit_slots(wip_limit wip_limit, board board, p_covered uuid[], place card_place) RETURNS uuid[]
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN NOT limit_takes(wip_limit, board, p_covered, place.column_id, place.lane_id, place.class_of_service,
      place.blocked) THEN '{}'::uuid[]
    WHEN wip_limit.per_person THEN place.assignee_ids
    WHEN wip_limit.user_id IS NULL THEN ARRAY[nobody()]
    WHEN wip_limit.user_id = ANY (place.assignee_ids) THEN ARRAY[wip_limit.user_id]
    ELSE '{}'::uuid[]
  END
$$;
