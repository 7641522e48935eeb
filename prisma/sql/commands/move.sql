-- One card of a move. `position` in the body: the order key that the card had there before; taken where it is free.
CREATE OR REPLACE FUNCTION move_one(b board, i command, c card, target board_column) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  was CONSTANT card := c;
  before CONSTANT card_place := place_of(c);
  after card_place := before;
  breaches jsonb;
  taken record;
  step transition;
  numbered bigint;
BEGIN
  IF i.body ? 'laneId' THEN c.lane_id := (i.body ->> 'laneId')::uuid; END IF;
  after.column_id := target.id;
  after.lane_id := c.lane_id;
  IF target.id <> was.column_id AND NOT i.body ? 'undoes' THEN PERFORM require_policies(i, was, target); END IF;
  breaches := admit(b, i, c.id, before, after);
  c.position := coalesce(
    (SELECT i.body ->> 'position' WHERE NOT EXISTS (
      SELECT FROM card x WHERE x.column_id = target.id AND x.position = i.body ->> 'position' AND x.id <> c.id)),
    key_in_column(target.id, c.id, (i.body ->> 'beforeCardId')::uuid, (i.body ->> 'afterCardId')::uuid));
  IF target.id <> was.column_id THEN
    taken := take_step(b, c, target, i.actor, is_overridden(breaches));
    c := taken.c;
    step := taken.step;
  END IF;
  c := store_card(c);
  numbered := record_intention(i, b.id,
    CASE WHEN step.id IS NOT NULL OR c.lane_id IS DISTINCT FROM was.lane_id THEN 'card.moved' ELSE 'card.reordered' END,
    c.id, jsonb_build_object('fromColumnId', was.column_id, 'toColumnId', target.id, 'fromLaneId', was.lane_id,
      'toLaneId', c.lane_id, 'fromPosition', was.position));
  PERFORM record_breaches(b, i, c.id, breaches, numbered);
  RETURN step_answer(c, step, numbered);
END $$;

-- Target: the board, or a card of it where there is only one. Body: {cardIds, columnId, …}; all or none.
CREATE OR REPLACE FUNCTION move_cards(i command) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  b board := open_board(i.actor, i.roles, coalesce(
    (SELECT x.board_id FROM card x WHERE x.id = i.target AND x.deleted_at IS NULL), i.target));
  target CONSTANT board_column := find_target(b, (i.body ->> 'columnId')::uuid);
  v_card uuid;
  c card;
  moved jsonb;
  cards jsonb := '[]';
  steps jsonb := '[]';
BEGIN
  PERFORM check_lane(b, (i.body ->> 'laneId')::uuid);
  FOR v_card IN SELECT x::uuid FROM jsonb_array_elements_text(i.body -> 'cardIds') x LOOP
    SELECT * INTO c FROM card x WHERE x.id = v_card AND x.board_id = b.id AND x.deleted_at IS NULL;
    IF NOT FOUND THEN PERFORM refuse('not-found', jsonb_build_object('cardId', v_card)); END IF;
    IF c.archived_at IS NOT NULL THEN PERFORM refuse('card-archived', jsonb_build_object('cardId', v_card)); END IF;
    IF c.version <> (i.body ->> 'expectedVersion')::int THEN
      PERFORM refuse('version-conflict', jsonb_build_object('cardId', v_card, 'version', c.version));
    END IF;
    moved := move_one(b, i, c, target);
    cards := cards || jsonb_build_array(moved -> 'card');
    steps := steps || jsonb_build_array(moved -> 'transition');
  END LOOP;
  RETURN jsonb_build_object('cards', cards, 'transitions', steps, 'boardVersion', moved -> 'boardVersion');
END $$;
