-- Takes a card off the board. Done cards stay finished in the log unless they are to be forgotten; any other card
-- leaves its column. `p_type`, `p_detail`: of its activity. Answers as `step_answer`.
CREATE FUNCTION remove_card(board board, command command, card card, p_forget boolean, p_type text, p_detail jsonb)
RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  from_column_id CONSTANT uuid := card.column_id;
  before CONSTANT card_place := place_of(card);
  taken record;
  step transition;
  next_version bigint;
BEGIN
  IF card.column_id IS NOT NULL AND (p_forget OR NOT EXISTS (
    SELECT FROM board_column source WHERE source.id = card.column_id AND source.kind = 'done')) THEN
    taken := take_step(board, card, NULL, command.actor, false);
    card := taken.card;
    step := taken.step;
  END IF;
  card.archived_at := coalesce(card.archived_at, present());
  IF p_forget THEN card.deleted_at := present(); END IF;
  card := store_card(card);
  next_version := record_command(command, board.id, p_type, card.id,
    jsonb_build_object('fromColumnId', from_column_id) || p_detail);
  PERFORM record_place(card, before, place_of(card), next_version);
  RETURN step_answer(card, step, next_version);
END $$;
