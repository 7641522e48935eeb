-- Target: the board, or a card of it where there is only one. Body: {cardIds, columnId, laneId?, beforeCardId?,
-- afterCardId?, expectedVersion?, confirmedPolicyIds?, override?}; all or none. Answers {cards, transitions,
-- boardVersion}. Refuses `not-found`, `card-archived`, `version-conflict`, `exit-policy-unmet`, and as `admit` does.
CREATE FUNCTION move_cards(command command) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  board CONSTANT board := open_board(command.actor, command.roles, command.target, command.target);
  target CONSTANT board_column := require_column(board, (command.body ->> 'columnId')::uuid);
  next_id uuid;
  card card;
  moved jsonb;
  cards jsonb := '[]';
  steps jsonb := '[]';
BEGIN
  IF command.body ->> 'laneId' IS NOT NULL THEN PERFORM require_lane(board, (command.body ->> 'laneId')::uuid); END IF;
  FOR nth IN 0 .. jsonb_array_length(command.body -> 'cardIds') - 1 LOOP
    next_id := (command.body -> 'cardIds' ->> nth)::uuid;
    SELECT * INTO card FROM card stored
    WHERE stored.id = next_id AND stored.board_id = board.id AND stored.deleted_at IS NULL;
    IF NOT FOUND THEN PERFORM refuse('not-found', jsonb_build_object('cardId', next_id)); END IF;
    IF card.archived_at IS NOT NULL THEN PERFORM refuse('card-archived', jsonb_build_object('cardId', next_id)); END IF;
    IF card.version <> (command.body ->> 'expectedVersion')::int THEN
      PERFORM refuse('version-conflict', jsonb_build_object('cardId', next_id, 'version', card.version));
    END IF;
    moved := move_card(board, command, card, target);
    cards := cards || jsonb_build_array(moved -> 'card');
    steps := steps || jsonb_build_array(moved -> 'transition');
  END LOOP;
  RETURN jsonb_build_object('cards', cards, 'transitions', steps, 'boardVersion', moved -> 'boardVersion');
END $$;

-- One card of a move. `position` in the body: the order key that the card had there before; taken where it is free.
-- Answers as `step_answer`.
CREATE FUNCTION move_card(board board, command command, card card, target board_column) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  was CONSTANT card := card;
  before CONSTANT card_place := place_of(card);
  after card_place := before;
  unmet jsonb;
  breaches jsonb;
  taken record;
  step transition;
  next_version bigint;
BEGIN
  IF command.body ? 'laneId' THEN card.lane_id := (command.body ->> 'laneId')::uuid; END IF;
  after.column_id := target.id;
  after.lane_id := card.lane_id;
  IF target.id <> was.column_id AND NOT command.body ? 'undoes' THEN
    IF command.body ? 'confirmedPolicyIds' THEN PERFORM confirm_exit_policies(command, was); END IF;
    unmet := unmet_exit_policies(was, target);
    IF unmet <> '[]' THEN
      PERFORM refuse('exit-policy-unmet',
        jsonb_build_object('cardId', was.id, 'columnId', was.column_id, 'policies', unmet));
    END IF;
  END IF;
  breaches := admit(board, command, card.id, before, after);
  IF command.body ? 'position' AND NOT is_key_taken(target.id, card.id, command.body ->> 'position') THEN
    card.position := command.body ->> 'position';
  ELSE
    card.position := key_in_column(target.id, card.id,
      (command.body ->> 'beforeCardId')::uuid, (command.body ->> 'afterCardId')::uuid);
  END IF;
  IF target.id <> was.column_id THEN
    taken := take_step(board, card, target, command.actor, is_overridden(breaches));
    card := taken.card;
    step := taken.step;
  END IF;
  card := store_card(card);
  next_version := record_command(command, board.id,
    CASE WHEN step.id IS NOT NULL OR card.lane_id IS DISTINCT FROM was.lane_id
      THEN 'card.moved' ELSE 'card.reordered' END,
    card.id, jsonb_build_object('fromColumnId', was.column_id, 'toColumnId', target.id, 'fromLaneId', was.lane_id,
      'toLaneId', card.lane_id, 'fromPosition', was.position));
  PERFORM record_place(card, before, after, next_version);
  IF breaches <> '[]' THEN PERFORM record_breaches(board, command, card.id, breaches, next_version); END IF;
  RETURN step_answer(card, step, next_version);
END $$;
