-- Target: the card. Body: {version, title?, description?, type?, classOfService?, laneId?, dueDate?, assigneeIds?,
-- labelIds?, override?}. Answers as `step_answer`. Refuses `version-conflict`, `invalid`, and as `admit` does.
CREATE FUNCTION edit_card(command command) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  opened CONSTANT record := open_card(command.actor, command.roles, command.target);
  board CONSTANT board := opened.board;
  card card := opened.card;
  before_edit CONSTANT jsonb := fields_before_edit(card, command.body);
  before CONSTANT card_place := place_of(card);
  after card_place := before;
  breaches jsonb;
  next_version bigint;
BEGIN
  IF card.version <> (command.body ->> 'version')::int THEN
    PERFORM refuse('version-conflict', jsonb_build_object('cardId', card.id, 'version', card.version));
  END IF;
  IF command.body ? 'laneId' THEN PERFORM require_lane(board, (command.body ->> 'laneId')::uuid); END IF;
  IF command.body ? 'assigneeIds' THEN
    after.assignee_ids := json_ids(command.body -> 'assigneeIds');
    PERFORM require_members(board, ARRAY(SELECT unnest(after.assignee_ids) EXCEPT SELECT unnest(before.assignee_ids)));
  END IF;
  card.title := coalesce(command.body ->> 'title', card.title);
  card.description := coalesce(command.body ->> 'description', card.description);
  card.class_of_service := coalesce(command.body ->> 'classOfService', card.class_of_service);
  IF command.body ? 'type' THEN card.type := command.body ->> 'type'; END IF;
  IF command.body ? 'laneId' THEN card.lane_id := (command.body ->> 'laneId')::uuid; END IF;
  IF command.body ? 'dueDate' THEN card.due_on := (command.body ->> 'dueDate')::date; END IF;
  after.lane_id := card.lane_id;
  after.class_of_service := card.class_of_service;
  breaches := admit(board, command, card.id, before, after);
  DELETE FROM card_assignee assignee
  WHERE assignee.card_id = card.id AND assignee.user_id <> ALL (after.assignee_ids);
  INSERT INTO card_assignee (board_id, card_id, user_id)
  SELECT board.id, card.id, person_id FROM unnest(after.assignee_ids) person_id
  ON CONFLICT DO NOTHING;
  IF command.body ? 'labelIds' THEN PERFORM set_labels(board, card.id, json_ids(command.body -> 'labelIds')); END IF;
  card := store_card(card);
  next_version := record_command(command, board.id, 'card.updated', card.id, jsonb_build_object(
    'changed', (SELECT coalesce(jsonb_agg(field), '[]') FROM jsonb_object_keys(before_edit) field),
    'before', before_edit));
  PERFORM record_place(card, before, place_of(card), next_version);
  PERFORM record_breaches(board, command, card.id, breaches, next_version);
  RETURN step_answer(card, NULL, next_version);
END $$;

-- The fields of a card that an edit names, as they are now: what it takes to undo the edit.
CREATE FUNCTION fields_before_edit(card card, p_edit jsonb) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_object_agg(field.key, field.value), '{}')
  FROM jsonb_each(card_view(card) || jsonb_build_object('description', card.description)) field
  WHERE p_edit ? field.key AND field.key <> 'version'
$$;
