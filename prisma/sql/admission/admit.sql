-- The limits that an override is bound to, with the maximum seen of each.
CREATE OR REPLACE FUNCTION overridden_limits(override jsonb) RETURNS TABLE (limit_id uuid, max_seen int)
LANGUAGE sql IMMUTABLE AS $$
  SELECT (x ->> 'limitId')::uuid, (x ->> 'maxSeen')::int
  FROM jsonb_array_elements(jsonb_build_array(override) || coalesce(override -> 'also', '[]')) x
  WHERE x ->> 'limitId' IS NOT NULL
$$;

CREATE OR REPLACE FUNCTION is_overridden(breaches jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT EXISTS (SELECT FROM jsonb_array_elements(breaches) x WHERE x ->> 'mode' = 'reason')
$$;

-- An override holds for the limits that its author saw, as they were then; for any other state it is stale.
CREATE OR REPLACE FUNCTION require_fresh(b board, override jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  seen record;
  l wip_limit;
BEGIN
  FOR seen IN SELECT * FROM overridden_limits(override) LOOP
    SELECT * INTO l FROM wip_limit w WHERE w.id = seen.limit_id AND w.board_id = b.id AND w.removed_at IS NULL;
    IF l.max IS DISTINCT FROM seen.max_seen THEN
      PERFORM refuse('override-stale',
        CASE WHEN l.id IS NULL THEN '{}' ELSE jsonb_build_object('limit', limit_view(l, b)) END);
    END IF;
  END LOOP;
END $$;

-- The breaches that this change may make and must record; refuses when a cord or a limit forbids it.
CREATE OR REPLACE FUNCTION admit(b board, i command, p_card uuid, before card_place, after card_place) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  breaches CONSTANT jsonb := find_breaches(b, p_card, before, after);
  cord CONSTANT andon := pulled_cord(before.column_id, after.column_id);
  may_override boolean := false;
  refusing jsonb;
BEGIN
  IF cord.id IS NOT NULL THEN
    PERFORM refuse('column-locked',
      jsonb_build_object('cardId', p_card, 'columnId', cord.column_id, 'reason', cord.reason));
  END IF;
  IF breaches = '[]' AND NOT i.body ? 'override' THEN RETURN breaches; END IF;
  may_override := EXISTS (
    SELECT FROM membership m WHERE m.team_id = b.team_id AND m.user_id = i.actor AND m.role = ANY (i.override_roles));
  IF may_override THEN PERFORM require_fresh(b, i.body -> 'override'); END IF;
  SELECT jsonb_agg(x || jsonb_build_object('holders', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('cardId', h.id, 'number', h.number, 'title', h.title,
        'enteredColumnAt', iso_instant(h.entered_column_at)) ORDER BY h.entered_column_at, h.number), '[]')
      FROM wip_limit l, limit_holders(l, b, (x ->> 'userId')::uuid) h
      WHERE l.id = (x ->> 'id')::uuid AND h.id IS DISTINCT FROM p_card)))
    INTO refusing
    FROM jsonb_array_elements(breaches) x
    WHERE x ->> 'mode' = 'hard'
      OR x ->> 'mode' = 'reason' AND NOT (may_override
        AND EXISTS (SELECT FROM overridden_limits(i.body -> 'override') o WHERE o.limit_id = (x ->> 'id')::uuid));
  IF refusing IS NOT NULL THEN
    PERFORM refuse('wip-limit-exceeded', jsonb_build_object(
      'cardId', p_card,
      'limit', (refusing -> 0) - 'holders',
      'limits', refusing,
      'holders', refusing -> 0 -> 'holders',
      'overridable', may_override AND NOT EXISTS (
        SELECT FROM jsonb_array_elements(refusing) x WHERE x ->> 'mode' = 'hard')));
  END IF;
  RETURN breaches;
END $$;
