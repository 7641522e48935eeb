-- What a card brings as its start; one that stood for a finish went with it.
CREATE OR REPLACE FUNCTION start_carried(came card_transfer) RETURNS timestamptz
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN came.started_at IS DISTINCT FROM came.finished_at THEN came.started_at END
$$;

-- A card that comes in at the end of a column: a new one, or, with `came`, one from another board. Body as of create_card.
-- a card that comes in at the end of a column, a new one or one from another board. One that was found there
-- begins no better known here.
-- what a card brings is there before the step that is judged by it.
CREATE OR REPLACE FUNCTION bring_in(b board, i command, came card_transfer) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  target CONSTANT board_column := find_target(b, (i.body ->> 'columnId')::uuid);
  v_card CONSTANT uuid := (i.body ->> 'id')::uuid;
  v_lane CONSTANT uuid := (i.body ->> 'laneId')::uuid;
  people CONSTANT uuid[] := json_ids(coalesce(i.body -> 'assigneeIds', '[]'));
  class CONSTANT text := coalesce(i.body ->> 'classOfService', 'standard');
  has_come CONSTANT boolean := came.from_card_id IS NOT NULL;
  was_found CONSTANT boolean := has_come AND is_found(came.from_card_id);
  blocked_since CONSTANT timestamptz := (
    SELECT x.blocked_at FROM card_block x WHERE x.card_id = came.from_card_id AND x.unblocked_at IS NULL);
  at timestamptz;
  breaches jsonb;
  c card;
  step transition;
  numbered bigint;
BEGIN
  PERFORM check_lane(b, v_lane);
  PERFORM check_people(b, people);
  breaches := admit(b, i, v_card, NULL,
    ROW(target.id, v_lane, class, people, blocked_since IS NOT NULL)::card_place);
  at := greatest(board_instant(b.id), came.at);
  UPDATE board SET next_card_number = next_card_number + 1 WHERE id = b.id
  RETURNING next_card_number - 1 INTO b.next_card_number;
  INSERT INTO card (id, board_id, number, title, description, type, column_id, lane_id, position, class_of_service,
    due_on, blocked_at, created_by_id, created_at, updated_at, entered_column_at, started_at, finished_at, last_seq)
  VALUES (v_card, b.id, b.next_card_number, i.body ->> 'title', coalesce(i.body ->> 'description', ''),
    i.body ->> 'type', target.id, v_lane, key_in_column(target.id, v_card, NULL, NULL), class,
    (i.body ->> 'dueDate')::date, blocked_since,
    CASE WHEN has_come THEN (SELECT x.created_by_id FROM card x WHERE x.id = came.from_card_id) ELSE i.actor END,
    coalesce(came.created_at, at), at, at,
    CASE WHEN NOT was_found THEN
      coalesce(start_carried(came), CASE WHEN target.kind = 'done' THEN came.finished_at END,
        CASE WHEN target.kind = 'done' OR target.position >= commitment_position(b) THEN at END) END,
    CASE WHEN target.kind = 'done' THEN coalesce(came.finished_at, CASE WHEN NOT was_found THEN at END) END, 1)
  RETURNING * INTO c;
  IF has_come THEN
    INSERT INTO card_transfer (card_id, board_id, from_card_id, from_board_id, from_column_id, at, created_at,
      started_at, finished_at, active_ms, blocked_ms)
    VALUES (c.id, b.id, came.from_card_id, came.from_board_id, came.from_column_id, at, came.created_at,
      came.started_at, came.finished_at, came.active_ms, came.blocked_ms);
  END IF;
  INSERT INTO transition (board_id, card_id, seq, to_column_id, to_kind, lane_id, actor_id, at, overridden)
  VALUES (b.id, c.id, 1, target.id, target.kind, v_lane, i.actor, at, is_overridden(breaches))
  RETURNING * INTO step;
  IF has_come THEN
    IF was_found THEN INSERT INTO unknown_beginning (card_id, board_id) VALUES (c.id, b.id); END IF;
    INSERT INTO card_block (board_id, card_id, reason, category, blocked_at, blocked_by_id, unblocked_at, unblocked_by_id)
    SELECT b.id, c.id, x.reason, x.category, x.blocked_at, x.blocked_by_id, x.unblocked_at, x.unblocked_by_id
    FROM card_block x WHERE x.card_id = came.from_card_id ORDER BY x.id;
  END IF;
  INSERT INTO card_assignee (board_id, card_id, user_id) SELECT b.id, c.id, p FROM unnest(people) p;
  PERFORM set_labels(b, c.id, json_ids(coalesce(i.body -> 'labelIds', '[]')));
  numbered := record_intention(i, b.id, CASE WHEN has_come THEN 'card.arrived' ELSE 'card.created' END, c.id,
    jsonb_build_object('number', c.number, 'title', c.title, 'columnId', target.id)
    || CASE WHEN has_come THEN jsonb_build_object('fromBoardId', came.from_board_id, 'fromCardId', came.from_card_id)
      ELSE '{}' END);
  PERFORM record_breaches(b, i, c.id, breaches, numbered);
  RETURN step_answer(c, step, numbered);
END $$;
