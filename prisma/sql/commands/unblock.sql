-- Target: the card. Body: {override?}. On a board where blocked cards take no slot, an unblocked card comes newly under
-- its limits. A block never ends before it began. Answers as `step_answer`; refuses as `admit` does.
CREATE FUNCTION unblock_card(command command) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  opened CONSTANT record := open_card(command.actor, command.roles, command.target);
  board CONSTANT board := opened.board;
  card card := opened.card;
  before CONSTANT card_place := place_of(card);
  after card_place := before;
  breaches jsonb;
  ended card_block;
  next_version bigint;
BEGIN
  IF card.blocked_at IS NULL THEN RETURN step_answer(card, NULL, board.version); END IF;
  after.blocked := false;
  breaches := admit(board, command, card.id, before, after);
  UPDATE card_block block
  SET unblocked_at = greatest(present(), block.blocked_at), unblocked_by_id = command.actor
  WHERE block.card_id = card.id AND block.unblocked_at IS NULL RETURNING block.* INTO ended;
  card.blocked_at := NULL;
  card := store_card(card);
  next_version := record_command(command, board.id, 'card.unblocked', card.id,
    jsonb_build_object('reason', ended.reason, 'category', ended.category));
  PERFORM record_place(card, before, after, next_version);
  PERFORM record_breaches(board, command, card.id, breaches, next_version);
  RETURN step_answer(card, NULL, next_version);
END $$;
