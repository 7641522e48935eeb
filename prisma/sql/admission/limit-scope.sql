-- A limit over a split column covers both of its parts. Limits name the whole column, never its done part.
CREATE OR REPLACE FUNCTION limit_columns(l wip_limit) RETURNS uuid[]
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN cardinality(l.column_ids) > 0
    THEN l.column_ids || ARRAY(SELECT k.id FROM board_column k
      WHERE k.board_id = l.board_id AND k.done_part_of = ANY (l.column_ids))
    ELSE ARRAY(SELECT k.id FROM board_column k WHERE k.board_id = l.board_id AND k.kind IN ('queue', 'active'))
  END
$$;

-- Whether a limit is over a column, by what the column is part of and what kind it is; equal to being in limit_columns.
CREATE OR REPLACE FUNCTION limit_covers(l wip_limit, p_whole uuid, p_kind column_kind) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(CASE WHEN cardinality(l.column_ids) > 0
    THEN p_whole = ANY (l.column_ids) ELSE p_kind IN ('queue', 'active') END, false)
$$;

-- Whether a card in this place takes a slot of the limit, person aside.
CREATE OR REPLACE FUNCTION limit_takes(l wip_limit, b board, covered uuid[], column_id uuid, lane_id uuid, class_of_service text,
  blocked boolean) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(column_id = ANY (covered), false)
    AND (l.lane_id IS NULL OR l.lane_id IS NOT DISTINCT FROM lane_id)
    AND (l.class_of_service IS NULL OR l.class_of_service = class_of_service)
    AND (b.blocked_cards_count OR NOT blocked)
    AND NOT (b.expedite_exempt AND class_of_service = 'expedite'
      AND l.class_of_service IS NULL AND l.user_id IS NULL AND NOT l.per_person)
$$;

-- The separate counts of a limit that a card in this place falls under, by person; the nil id stands for no person.
CREATE OR REPLACE FUNCTION limit_slots(l wip_limit, b board, covered uuid[], p card_place) RETURNS uuid[]
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN NOT limit_takes(l, b, covered, p.column_id, p.lane_id, p.class_of_service, p.blocked) THEN '{}'::uuid[]
    WHEN l.per_person THEN p.assignee_ids
    WHEN l.user_id IS NULL THEN ARRAY['00000000-0000-0000-0000-000000000000'::uuid]
    WHEN l.user_id = ANY (p.assignee_ids) THEN ARRAY[l.user_id]
    ELSE '{}'::uuid[]
  END
$$;
