-- The admission decision, twin of lib/domain/limit.ts: every limit that a card newly falls under and that has no
-- room for it. Its callers hold the board's lock, and every count is a statement of its own after that lock.

-- Where a card is and whose it is: all that a limit can ask of it. No column: not on the board.
CREATE TYPE card_place AS (
  column_id uuid,
  lane_id uuid,
  class_of_service text,
  assignee_ids uuid[],
  blocked boolean
);

CREATE FUNCTION place_of(c card) RETURNS card_place
LANGUAGE sql STABLE AS $$
  SELECT ROW(
    CASE WHEN c.archived_at IS NULL THEN c.column_id END,
    c.lane_id,
    c.class_of_service,
    ARRAY(SELECT a.user_id FROM card_assignee a WHERE a.card_id = c.id),
    c.blocked_at IS NOT NULL
  )::card_place
$$;

CREATE FUNCTION limit_columns(l wip_limit) RETURNS uuid[]
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN cardinality(l.column_ids) > 0 THEN l.column_ids
    ELSE ARRAY(SELECT k.id FROM board_column k WHERE k.board_id = l.board_id AND k.kind IN ('queue', 'active'))
  END
$$;

-- Whether a card in this place takes a slot of the limit, person aside.
CREATE FUNCTION limit_takes(l wip_limit, b board, covered uuid[], column_id uuid, lane_id uuid, class_of_service text,
  blocked boolean) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(column_id = ANY (covered), false)
    AND (l.lane_id IS NULL OR l.lane_id IS NOT DISTINCT FROM lane_id)
    AND (l.class_of_service IS NULL OR l.class_of_service = class_of_service)
    AND (b.blocked_cards_count OR NOT blocked)
    AND NOT (b.expedite_exempt AND class_of_service = 'expedite'
      AND l.class_of_service IS NULL AND l.user_id IS NULL AND NOT l.per_person)
$$;

-- The cards that hold the slots of a limit; for one person where the limit counts people.
CREATE FUNCTION limit_holders(l wip_limit, b board, person uuid) RETURNS SETOF card
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

CREATE FUNCTION limit_occupancy(l wip_limit, b board, person uuid, except_card uuid) RETURNS int
LANGUAGE plpgsql AS $$
BEGIN
  RETURN (SELECT count(*) FROM limit_holders(l, b, person) h WHERE h.id IS DISTINCT FROM except_card);
END $$;

-- The separate counts of a limit that a card in this place falls under, by person; the nil id stands for no person.
CREATE FUNCTION limit_slots(l wip_limit, b board, covered uuid[], p card_place) RETURNS uuid[]
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN NOT limit_takes(l, b, covered, p.column_id, p.lane_id, p.class_of_service, p.blocked) THEN '{}'::uuid[]
    WHEN l.per_person THEN p.assignee_ids
    WHEN l.user_id IS NULL THEN ARRAY['00000000-0000-0000-0000-000000000000'::uuid]
    WHEN l.user_id = ANY (p.assignee_ids) THEN ARRAY[l.user_id]
    ELSE '{}'::uuid[]
  END
$$;

-- [{limit facts, userId: whose count, count: the other cards}]; empty when the card may come in.
CREATE FUNCTION find_breaches(b board, card_id uuid, before card_place, after card_place) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  l wip_limit;
  covered uuid[];
  held uuid[];
  slot uuid;
  person uuid;
  taken int;
  breaches jsonb := '[]';
BEGIN
  IF after.column_id IS NULL THEN RETURN breaches; END IF;
  FOR l IN SELECT * FROM wip_limit w WHERE w.board_id = b.id AND w.removed_at IS NULL ORDER BY w.created_at, w.id LOOP
    covered := limit_columns(l);
    held := limit_slots(l, b, covered, before);
    FOREACH slot IN ARRAY limit_slots(l, b, covered, after) LOOP
      CONTINUE WHEN slot = ANY (held);
      person := nullif(slot, '00000000-0000-0000-0000-000000000000');
      taken := limit_occupancy(l, b, person, card_id);
      IF taken >= l.max THEN
        breaches := breaches || jsonb_build_object(
          'id', l.id, 'max', l.max, 'mode', l.mode, 'columnIds', l.column_ids, 'laneId', l.lane_id,
          'userId', person, 'perPerson', l.per_person, 'classOfService', l.class_of_service, 'count', taken);
      END IF;
    END LOOP;
  END LOOP;
  RETURN breaches;
END $$;
