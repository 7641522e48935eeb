-- The one entrance: each command is one round trip with access, the board's lock, the decision and every write. Guards
-- know its statements by this function (`is_by_command`), which for that begins where its own schema is not in sight, and
-- has only to find the way from there: to the schema of a type of ours. (A setting of our own would say it, too, but only
-- a superuser may put one on a function.)
CREATE FUNCTION run_command(p_name text, p_actor_id uuid, p_roles member_role[], p_override_roles member_role[],
  p_target_id uuid, p_body jsonb, p_serves_waiting boolean) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  own_schema CONSTANT regnamespace := (SELECT role.typnamespace FROM pg_type role WHERE role.oid = pg_typeof(p_roles));
  search_path CONSTANT text := set_config('search_path', format('%s, pg_temp', own_schema), true);
BEGIN
  RETURN carry_out(p_name, ROW(p_actor_id, p_roles, p_override_roles, p_target_id, p_body)::command, p_serves_waiting);
END $$;

-- Carries out a command. READ COMMITTED and volatile: each statement sees what was committed before it, which is what
-- makes the counts after the lock exact. Answers {"ok": …} or {"refusal": {"code", …}}; refused means that nothing was
-- written. As part of a larger change, `p_serves_waiting` is false: what comes later in it may take the slot that is free
-- by now, or the column itself, so the whole change serves the waiting list at its end.
CREATE FUNCTION carry_out(p_name text, command command, p_serves_waiting boolean) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  answer jsonb;
  refusal text;
  waiting_board_id uuid;
BEGIN
  CASE p_name
    WHEN 'move' THEN answer := move_cards(command);
    WHEN 'create' THEN answer := create_card(command);
    WHEN 'import' THEN answer := import_cards(command);
    WHEN 'edit' THEN answer := edit_card(command);
    WHEN 'archive' THEN answer := archive_card(command);
    WHEN 'restore' THEN answer := restore_card(command);
    WHEN 'delete' THEN answer := delete_card(command);
    WHEN 'block' THEN answer := block_card(command);
    WHEN 'unblock' THEN answer := unblock_card(command);
    WHEN 'transfer' THEN answer := transfer_card(command);
    WHEN 'undo' THEN answer := undo(command);
  END CASE;
  SELECT listed.board_id INTO waiting_board_id FROM waiting_card listed
  WHERE listed.board_id = coalesce((answer ->> 'fromBoardId')::uuid,
    (SELECT card.board_id FROM card WHERE card.id = command.target), command.target)
  LIMIT 1;
  IF FOUND AND p_serves_waiting THEN PERFORM serve_waiting_list(waiting_board_id);
  ELSIF FOUND THEN PERFORM drop_from_waiting_list(waiting_board_id);
  END IF;
  RETURN jsonb_build_object('ok', answer);
EXCEPTION WHEN SQLSTATE 'SL409' THEN
  GET STACKED DIAGNOSTICS refusal = PG_EXCEPTION_DETAIL;
  RETURN jsonb_build_object('refusal', refusal::jsonb);
END $$;
