-- Target: the card, which ceases to exist for people and reports; its history before stays. Answers as `step_answer`.
CREATE FUNCTION delete_card(command command) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  opened CONSTANT record := open_card(command.actor, command.roles, command.target);
  card CONSTANT card := opened.card;
BEGIN
  RETURN remove_card(opened.board, command, card, true, 'card.deleted',
    jsonb_build_object('number', card.number, 'title', card.title));
END $$;
