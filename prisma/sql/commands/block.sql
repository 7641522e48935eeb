-- Target: the card. Body: {reason, category}. A card that is blocked already gets the new reason. Answers as
-- `step_answer`; refuses `card-archived`, and `invalid` for a category that the board does not have.
CREATE FUNCTION block_card(command command) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  opened CONSTANT record := open_card(command.actor, command.roles, command.target);
  board CONSTANT board := opened.board;
  card card := opened.card;
  before CONSTANT card_place := place_of(card);
  next_version bigint;
BEGIN
  IF card.archived_at IS NOT NULL THEN PERFORM refuse('card-archived', jsonb_build_object('cardId', card.id)); END IF;
  IF command.body ->> 'category' <> ALL (board.block_categories) AND NOT command.body ? 'undoes' THEN
    PERFORM refuse_field('category', 'Not one of this board''s categories: '
      || array_to_string(board.block_categories, ', ') || '.');
  END IF;
  IF card.blocked_at IS NULL THEN
    card.blocked_at := present();
    INSERT INTO card_block (board_id, card_id, reason, category, blocked_at, blocked_by_id)
    VALUES (board.id, card.id, command.body ->> 'reason', command.body ->> 'category', card.blocked_at, command.actor);
  ELSE
    UPDATE card_block block SET reason = command.body ->> 'reason', category = command.body ->> 'category'
    WHERE block.card_id = card.id AND block.unblocked_at IS NULL;
  END IF;
  card := store_card(card);
  next_version := record_command(command, board.id, 'card.blocked', card.id,
    jsonb_build_object('reason', command.body -> 'reason', 'category', command.body -> 'category'));
  PERFORM record_place(card, before, place_of(card), next_version);
  RETURN step_answer(card, NULL, next_version);
END $$;
