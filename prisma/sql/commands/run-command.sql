-- The one entrance. Answers {"ok": …} or {"refusal": {"code", …}}; refused means that nothing was written. As part of a larger change, p_settle is false: what comes later in it may take the slot that
-- is free by now, or the column itself, so the whole change settles the waiting list at its end.
CREATE OR REPLACE FUNCTION run_command(p_name text, p_actor uuid, p_roles member_role[], p_override_roles member_role[],
  p_target uuid, p_body jsonb, p_settle boolean) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  i CONSTANT command := ROW(p_actor, p_roles, p_override_roles, p_target, p_body)::command;
  answer jsonb;
  refusal text;
BEGIN
  CASE p_name
    WHEN 'move' THEN answer := move_cards(i);
    WHEN 'create' THEN answer := create_card(i);
    WHEN 'import' THEN answer := import_cards(i);
    WHEN 'edit' THEN answer := edit_card(i);
    WHEN 'archive' THEN answer := archive_card(i);
    WHEN 'restore' THEN answer := restore_card(i);
    WHEN 'delete' THEN answer := delete_card(i);
    WHEN 'block' THEN answer := block_card(i);
    WHEN 'unblock' THEN answer := unblock_card(i);
    WHEN 'transfer' THEN answer := transfer_card(i);
    WHEN 'undo' THEN answer := undo(i);
  END CASE;
  IF p_settle THEN
    PERFORM settle_waiting(coalesce((answer ->> 'fromBoardId')::uuid,
      (SELECT c.board_id FROM card c WHERE c.id = p_target), p_target));
  END IF;
  RETURN jsonb_build_object('ok', answer);
EXCEPTION WHEN SQLSTATE 'SL409' THEN
  GET STACKED DIAGNOSTICS refusal = PG_EXCEPTION_DETAIL;
  RETURN jsonb_build_object('refusal', refusal::jsonb);
END $$;
