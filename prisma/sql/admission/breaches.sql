-- [{limit facts, userId: whose count, count: the other cards}]; empty when the card may come in.
-- with both parts of a split column under its limits. The columns are looked up once, not for every limit.
CREATE OR REPLACE FUNCTION find_breaches(b board, card_id uuid, before card_place, after card_place) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  l wip_limit;
  came_from record;
  goes_to record;
  held uuid[];
  slot uuid;
  person uuid;
  taken int;
  breaches jsonb := '[]';
BEGIN
  IF after.column_id IS NULL THEN RETURN breaches; END IF;
  SELECT coalesce(k.done_part_of, k.id) AS whole, k.kind INTO came_from FROM board_column k WHERE k.id = before.column_id;
  SELECT coalesce(k.done_part_of, k.id) AS whole, k.kind INTO goes_to FROM board_column k WHERE k.id = after.column_id;
  FOR l IN SELECT * FROM wip_limit w WHERE w.board_id = b.id AND w.removed_at IS NULL ORDER BY w.created_at, w.id LOOP
    CONTINUE WHEN NOT limit_covers(l, goes_to.whole, goes_to.kind);
    held := CASE WHEN limit_covers(l, came_from.whole, came_from.kind)
      THEN limit_slots(l, b, ARRAY[before.column_id], before) ELSE '{}' END;
    FOREACH slot IN ARRAY limit_slots(l, b, ARRAY[after.column_id], after) LOOP
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

CREATE OR REPLACE FUNCTION record_breaches(b board, i command, p_card uuid, breaches jsonb, p_version bigint) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO limit_breach (board_id, limit_id, card_id, mode, max, count, actor_id, reason, at, version, xact)
  SELECT b.id, (x ->> 'id')::uuid, p_card, (x ->> 'mode')::limit_mode, (x ->> 'max')::int, (x ->> 'count')::int,
    i.actor, CASE WHEN x ->> 'mode' = 'reason' THEN i.body -> 'override' ->> 'reason' END,
    date_trunc('milliseconds', clock_timestamp()), p_version, pg_current_xact_id()::text::bigint
  FROM jsonb_array_elements(breaches) x
$$;

-- A refused change is kept for the figures of its limits, though nothing else of it is. Called once everything has
-- been rolled back.
CREATE OR REPLACE FUNCTION record_refusal(p_actor uuid, refusal jsonb) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO limit_refusal (board_id, limit_id, card_id, actor_id, at, mode, max, count)
  SELECT l.board_id, l.id, (SELECT c.id FROM card c WHERE c.id = (refusal ->> 'cardId')::uuid), p_actor,
    date_trunc('milliseconds', clock_timestamp()), (x ->> 'mode')::limit_mode, (x ->> 'max')::int, (x ->> 'count')::int
  FROM jsonb_array_elements(refusal -> 'limits') x JOIN wip_limit l ON l.id = (x ->> 'id')::uuid
$$;
