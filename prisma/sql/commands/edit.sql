-- The members of a card that an edit names, as they are now: what it takes to undo the edit.
CREATE OR REPLACE FUNCTION present_members(c card, p_edit jsonb) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_object_agg(m.key, m.value), '{}')
  FROM jsonb_each(card_view(c) || jsonb_build_object('description', c.description)) m
  WHERE p_edit ? m.key AND m.key <> 'version'
$$;

CREATE OR REPLACE FUNCTION edit_card(i command) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  opened CONSTANT record := open_card(i.actor, i.roles, i.target);
  b CONSTANT board := opened.b;
  c card := opened.c;
  members CONSTANT jsonb := present_members(c, i.body);
  before CONSTANT card_place := place_of(c);
  after card_place := before;
  breaches jsonb;
  numbered bigint;
BEGIN
  IF c.version <> (i.body ->> 'version')::int THEN
    PERFORM refuse('version-conflict', jsonb_build_object('cardId', c.id, 'version', c.version));
  END IF;
  IF i.body ? 'laneId' THEN PERFORM check_lane(b, (i.body ->> 'laneId')::uuid); END IF;
  IF i.body ? 'assigneeIds' THEN
    after.assignee_ids := json_ids(i.body -> 'assigneeIds');
    PERFORM check_people(b, ARRAY(SELECT unnest(after.assignee_ids) EXCEPT SELECT unnest(before.assignee_ids)));
  END IF;
  c.title := coalesce(i.body ->> 'title', c.title);
  c.description := coalesce(i.body ->> 'description', c.description);
  c.class_of_service := coalesce(i.body ->> 'classOfService', c.class_of_service);
  IF i.body ? 'type' THEN c.type := i.body ->> 'type'; END IF;
  IF i.body ? 'laneId' THEN c.lane_id := (i.body ->> 'laneId')::uuid; END IF;
  IF i.body ? 'dueDate' THEN c.due_on := (i.body ->> 'dueDate')::date; END IF;
  after.lane_id := c.lane_id;
  after.class_of_service := c.class_of_service;
  breaches := admit(b, i, c.id, before, after);
  DELETE FROM card_assignee x WHERE x.card_id = c.id AND x.user_id <> ALL (after.assignee_ids);
  INSERT INTO card_assignee (board_id, card_id, user_id) SELECT b.id, c.id, p FROM unnest(after.assignee_ids) p
  ON CONFLICT DO NOTHING;
  IF i.body ? 'labelIds' THEN PERFORM set_labels(b, c.id, json_ids(i.body -> 'labelIds')); END IF;
  c := store_card(c);
  numbered := record_intention(i, b.id, 'card.updated', c.id, jsonb_build_object(
    'changed', (SELECT coalesce(jsonb_agg(k), '[]') FROM jsonb_object_keys(members) k), 'before', members));
  PERFORM record_breaches(b, i, c.id, breaches, numbered);
  RETURN step_answer(c, NULL, numbered);
END $$;
