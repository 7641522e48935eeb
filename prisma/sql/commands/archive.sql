-- Target: the card, which leaves the board and can come back. Answers as `step_answer`; refuses `card-archived`.
CREATE FUNCTION archive_card(command command) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  opened CONSTANT record := open_card(command.actor, command.roles, command.target);
  card CONSTANT card := opened.card;
BEGIN
  IF card.archived_at IS NOT NULL THEN PERFORM refuse('card-archived', jsonb_build_object('cardId', card.id)); END IF;
  RETURN remove_card(opened.board, command, card, false, 'card.archived', '{}');
END $$;
