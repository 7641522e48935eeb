-- Target: the card. Body: {columnId?, override?}. Back into the column that it left, or the one asked for, at the end;
-- without its lane where that is no more. Answers as `step_answer`; refuses as `admit` does.
CREATE FUNCTION restore_card(command command) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  opened CONSTANT record := open_card(command.actor, command.roles, command.target);
  board CONSTANT board := opened.board;
  card card := opened.card;
  before CONSTANT card_place := place_of(card);
  target board_column;
  after card_place;
  breaches jsonb;
  taken record;
  step transition;
  next_version bigint;
BEGIN
  IF card.archived_at IS NULL THEN RETURN step_answer(card, NULL, board.version); END IF;
  target := require_column(board, coalesce((command.body ->> 'columnId')::uuid, card.column_id,
    (SELECT last_step.from_column_id FROM transition last_step
      WHERE last_step.card_id = card.id AND last_step.seq = card.last_seq)));
  card.lane_id := (SELECT lane.id FROM lane WHERE lane.id = card.lane_id AND lane.archived_at IS NULL);
  after := place_of(card);
  after.column_id := target.id;
  breaches := admit(board, command, card.id, NULL, after);
  card.position := key_in_column(target.id, card.id, NULL, NULL);
  card.archived_at := NULL;
  IF card.column_id IS DISTINCT FROM target.id THEN
    taken := take_step(board, card, target, command.actor, is_overridden(breaches));
    card := taken.card;
    step := taken.step;
  END IF;
  card := store_card(card);
  next_version := record_command(command, board.id, 'card.restored', card.id,
    jsonb_build_object('toColumnId', target.id));
  PERFORM record_place(card, before, after, next_version);
  PERFORM record_breaches(board, command, card.id, breaches, next_version);
  RETURN step_answer(card, step, next_version);
END $$;
