-- The limits that an override is bound to, with the maximum seen of each.
CREATE FUNCTION overridden_limits(p_override jsonb) RETURNS TABLE (limit_id uuid, max_seen int)
LANGUAGE sql IMMUTABLE AS $$
  SELECT (seen ->> 'limitId')::uuid, (seen ->> 'maxSeen')::int
  FROM jsonb_array_elements(jsonb_build_array(p_override) || coalesce(p_override -> 'also', '[]')) seen
  WHERE seen ->> 'limitId' IS NOT NULL
$$;

-- An override holds for the limits that its author saw, as they were then; for any other state it is refused as
-- `override-stale`.
CREATE FUNCTION require_fresh_override(board board, p_override jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  seen record;
  wip_limit wip_limit;
BEGIN
  FOR seen IN SELECT * FROM overridden_limits(p_override) LOOP
    SELECT * INTO wip_limit FROM wip_limit standing
      WHERE standing.id = seen.limit_id AND standing.board_id = board.id AND standing.removed_at IS NULL;
    IF wip_limit.max IS DISTINCT FROM seen.max_seen THEN
      PERFORM refuse('override-stale',
        CASE WHEN wip_limit.id IS NULL THEN '{}' ELSE jsonb_build_object('limit', limit_view(wip_limit, board)) END);
    END IF;
  END LOOP;
END $$;

-- The breaches that the command may not make, each with the cards that hold its slots; null when there is none.
CREATE FUNCTION find_refusing_breaches(board board, command command, p_card_id uuid, breaches jsonb, p_may_override boolean)
RETURNS jsonb
LANGUAGE sql AS $$
  SELECT jsonb_agg(breach || jsonb_build_object('holders', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('cardId', holder.id, 'number', holder.number, 'title', holder.title,
        'enteredColumnAt', iso_instant(holder.entered_column_at))
        ORDER BY holder.entered_column_at, holder.number), '[]')
      FROM wip_limit, limit_holders(wip_limit, board, (breach ->> 'userId')::uuid) holder
      WHERE wip_limit.id = (breach ->> 'id')::uuid AND holder.id IS DISTINCT FROM p_card_id)))
  FROM jsonb_array_elements(breaches) breach
  WHERE breach ->> 'mode' = 'hard'
    OR breach ->> 'mode' = 'reason' AND NOT (p_may_override
      AND EXISTS (SELECT FROM overridden_limits(command.body -> 'override') overridden
        WHERE overridden.limit_id = (breach ->> 'id')::uuid))
$$;

-- Lets a card into a place, or refuses: `column-locked` where an andon is pulled, `wip-limit-exceeded` where a limit is
-- full and no override holds, `override-stale`. Returns the breaches that the command makes and has to record.
CREATE FUNCTION admit(board board, command command, p_card_id uuid, before card_place, after card_place) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  breaches CONSTANT jsonb := find_breaches(board, p_card_id, before, after);
  andon CONSTANT andon := find_pulled_andon(before.column_id, after.column_id);
  may_override boolean := false;
  refusing jsonb;
BEGIN
  IF andon.id IS NOT NULL THEN
    PERFORM refuse('column-locked',
      jsonb_build_object('cardId', p_card_id, 'columnId', andon.column_id, 'reason', andon.reason));
  END IF;
  IF breaches = '[]' AND NOT command.body ? 'override' THEN RETURN breaches; END IF;
  may_override := EXISTS (SELECT FROM membership
    WHERE membership.team_id = board.team_id AND membership.user_id = command.actor
      AND membership.role = ANY (command.override_roles));
  IF may_override THEN PERFORM require_fresh_override(board, command.body -> 'override'); END IF;
  refusing := find_refusing_breaches(board, command, p_card_id, breaches, may_override);
  IF refusing IS NOT NULL THEN
    PERFORM refuse('wip-limit-exceeded', jsonb_build_object(
      'cardId', p_card_id,
      'limit', (refusing -> 0) - 'holders',
      'limits', refusing,
      'holders', refusing -> 0 -> 'holders',
      'overridable', may_override AND NOT EXISTS (
        SELECT FROM jsonb_array_elements(refusing) breach WHERE breach ->> 'mode' = 'hard')));
  END IF;
  RETURN breaches;
END $$;
