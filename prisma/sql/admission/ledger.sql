-- What was let in over a limit, and what was kept out: for the figures of limits, and for the guard at commit, which
-- wants a reason of the same transaction where a limit asks for one.

-- Whether one of the breaches is of a limit that wants a reason.
CREATE FUNCTION is_overridden(breaches jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT EXISTS (SELECT FROM jsonb_array_elements(breaches) breach WHERE breach ->> 'mode' = 'reason')
$$;

-- Keeps the breaches that `admit` has let through, with the reason that the command gives.
CREATE FUNCTION record_breaches(board board, command command, p_card_id uuid, breaches jsonb, p_version bigint)
RETURNS void
LANGUAGE sql AS $$
  INSERT INTO limit_breach (board_id, limit_id, card_id, mode, max, count, actor_id, reason, at, version, xact)
  SELECT board.id, (breach ->> 'id')::uuid, p_card_id, (breach ->> 'mode')::limit_mode, (breach ->> 'max')::int,
    (breach ->> 'count')::int, command.actor,
    CASE WHEN breach ->> 'mode' = 'reason' THEN command.body -> 'override' ->> 'reason' END,
    present(), p_version, pg_current_xact_id()::text::bigint
  FROM jsonb_array_elements(breaches) breach
$$;

-- A refused change is kept for the figures of its limits, though nothing else of it is. `p_refusal`: its details.
-- Called once everything has been rolled back.
CREATE FUNCTION record_refusal(p_actor_id uuid, p_refusal jsonb) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO limit_refusal (board_id, limit_id, card_id, actor_id, at, mode, max, count)
  SELECT wip_limit.board_id, wip_limit.id,
    (SELECT card.id FROM card WHERE card.id = (p_refusal ->> 'cardId')::uuid), p_actor_id, present(),
    (breach ->> 'mode')::limit_mode, (breach ->> 'max')::int, (breach ->> 'count')::int
  FROM jsonb_array_elements(p_refusal -> 'limits') breach JOIN wip_limit ON wip_limit.id = (breach ->> 'id')::uuid
$$;
