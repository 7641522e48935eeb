-- Target: the board. Body: a card as the contract has it, and its `id`.
CREATE OR REPLACE FUNCTION create_card(i command) RETURNS jsonb
LANGUAGE plpgsql AS $$
BEGIN
  RETURN bring_in(open_board(i.actor, i.roles, i.target), i, NULL);
END $$;
