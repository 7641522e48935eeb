-- Target: the board. Body: a card as the contract has it, and its `id`. Answers as `step_answer`; refuses as
-- `bring_in`.
CREATE FUNCTION create_card(command command) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  board CONSTANT board := open_board(command.actor, command.roles, command.target);
BEGIN
  RETURN bring_in(board, command, NULL);
END $$;
