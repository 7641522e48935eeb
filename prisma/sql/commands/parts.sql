-- What commands are made of. A `command` says who (actor), by which rights (roles, `override_roles`), about what (target)
-- and the rest (body).

-- A command by the same person about something else, as undo and import give it. An override goes along.
CREATE FUNCTION derive_command(command command, p_target_id uuid, p_body jsonb) RETURNS command
LANGUAGE sql IMMUTABLE AS $$
  SELECT ROW(command.actor, command.roles, command.override_roles, p_target_id, p_body
    || CASE WHEN command.body ? 'override'
      THEN jsonb_build_object('override', command.body -> 'override') ELSE '{}' END
  )::command
$$;

-- Writes what a command has done into the activity log, and what it undoes. Returns the board's version.
CREATE FUNCTION record_command(command command, p_board_id uuid, p_type text, p_card_id uuid, p_detail jsonb)
RETURNS bigint
LANGUAGE plpgsql AS $$
BEGIN
  RETURN record_activity(p_board_id, p_type, command.actor, p_card_id, p_detail
    || CASE WHEN command.body ? 'undoes' THEN jsonb_build_object('undoes', command.body -> 'undoes') ELSE '{}' END);
END $$;

-- Answer of a command on one card: {card, transition: null where it made no step, boardVersion}.
CREATE FUNCTION step_answer(card card, step transition, p_version bigint) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN jsonb_build_object('card', card_view(card),
    'transition', CASE WHEN step.id IS NOT NULL THEN transition_view(step) END, 'boardVersion', p_version);
END $$;

-- The ids of a list in JSON, each once.
CREATE FUNCTION json_ids(p_list jsonb) RETURNS uuid[]
LANGUAGE sql IMMUTABLE AS $$ SELECT ARRAY(SELECT DISTINCT id::uuid FROM jsonb_array_elements_text(p_list) id) $$;
