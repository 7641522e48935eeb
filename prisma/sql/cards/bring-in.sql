-- A card that comes in at the end of a column: a new one, or, with `arrival`, one from another board with its past. One
-- whose beginning nobody saw there begins no better known here. Body as of `create_card`. Refuses as `admit` does, and
-- `invalid` for a column, lane, label or person that the board does not have.
CREATE FUNCTION bring_in(board board, command command, arrival card_transfer) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  target CONSTANT board_column := require_column(board, (command.body ->> 'columnId')::uuid);
  has_arrived CONSTANT boolean := arrival.from_card_id IS NOT NULL;
  place CONSTANT card_place := ROW(target.id, (command.body ->> 'laneId')::uuid,
    coalesce(command.body ->> 'classOfService', 'standard'), json_ids(coalesce(command.body -> 'assigneeIds', '[]')),
    EXISTS (SELECT FROM card_block block WHERE block.card_id = arrival.from_card_id AND block.unblocked_at IS NULL)
  )::card_place;
  breaches jsonb;
  card card;
  step transition;
  next_version bigint;
BEGIN
  PERFORM require_lane(board, place.lane_id);
  PERFORM require_members(board, place.assignee_ids);
  breaches := admit(board, command, (command.body ->> 'id')::uuid, NULL, place);
  card := insert_card(board, command, target, place, arrival);
  INSERT INTO transition (board_id, card_id, seq, to_column_id, to_kind, lane_id, actor_id, at, overridden)
  VALUES (board.id, card.id, 1, target.id, target.kind, card.lane_id, command.actor, card.entered_column_at,
    is_overridden(breaches))
  RETURNING * INTO step;
  IF has_arrived THEN PERFORM bring_past(card, arrival); END IF;
  INSERT INTO card_assignee (board_id, card_id, user_id)
  SELECT board.id, card.id, person FROM unnest(place.assignee_ids) person;
  PERFORM set_labels(board, card.id, json_ids(coalesce(command.body -> 'labelIds', '[]')));
  next_version := record_command(command, board.id, CASE WHEN has_arrived THEN 'card.arrived' ELSE 'card.created' END,
    card.id, jsonb_build_object('number', card.number, 'title', card.title, 'columnId', target.id)
    || CASE WHEN has_arrived
      THEN jsonb_build_object('fromBoardId', arrival.from_board_id, 'fromCardId', arrival.from_card_id) ELSE '{}' END);
  PERFORM record_place(card, NULL, place_of(card), next_version);
  PERFORM record_breaches(board, command, card.id, breaches, next_version);
  RETURN step_answer(card, step, next_version);
END $$;

-- The row of a card that comes in, and the note of its transfer, which has to be there before the first step is judged.
CREATE FUNCTION insert_card(board board, command command, target board_column, place card_place, arrival card_transfer)
RETURNS card
LANGUAGE plpgsql AS $$
DECLARE
  has_arrived CONSTANT boolean := arrival.from_card_id IS NOT NULL;
  is_known CONSTANT boolean := NOT (has_arrived AND has_unknown_beginning(arrival.from_card_id));
  at CONSTANT timestamptz := greatest(board_instant(board.id), arrival.at);
  inserted card;
BEGIN
  UPDATE board counted SET next_card_number = counted.next_card_number + 1 WHERE counted.id = board.id
  RETURNING counted.next_card_number - 1 INTO board.next_card_number;
  INSERT INTO card (id, board_id, number, title, description, type, column_id, lane_id, position, class_of_service,
    due_on, blocked_at, created_by_id, created_at, updated_at, entered_column_at, started_at, finished_at, last_seq)
  VALUES ((command.body ->> 'id')::uuid, board.id, board.next_card_number, command.body ->> 'title',
    coalesce(command.body ->> 'description', ''), command.body ->> 'type', target.id, place.lane_id,
    key_in_column(target.id, (command.body ->> 'id')::uuid, NULL, NULL), place.class_of_service,
    (command.body ->> 'dueDate')::date,
    (SELECT block.blocked_at FROM card_block block
      WHERE block.card_id = arrival.from_card_id AND block.unblocked_at IS NULL),
    CASE WHEN has_arrived
      THEN (SELECT left_card.created_by_id FROM card left_card WHERE left_card.id = arrival.from_card_id)
      ELSE command.actor END,
    coalesce(arrival.created_at, at), at, at,
    CASE WHEN is_known THEN
      coalesce(start_carried(arrival), CASE WHEN target.kind = 'done' THEN arrival.finished_at END,
        CASE WHEN target.kind = 'done' OR target.position >= commitment_position(board) THEN at END) END,
    CASE WHEN target.kind = 'done' THEN coalesce(arrival.finished_at, CASE WHEN is_known THEN at END) END, 1)
  RETURNING * INTO inserted;
  IF has_arrived THEN
    INSERT INTO card_transfer (card_id, board_id, from_card_id, from_board_id, from_column_id, at, created_at,
      started_at, finished_at, active_ms, blocked_ms)
    VALUES (inserted.id, board.id, arrival.from_card_id, arrival.from_board_id, arrival.from_column_id, at,
      arrival.created_at, arrival.started_at, arrival.finished_at, arrival.active_ms, arrival.blocked_ms);
  END IF;
  RETURN inserted;
END $$;

-- What a card from another board brings along besides its milestones: its blocks, and that nobody saw it begin.
CREATE FUNCTION bring_past(card card, arrival card_transfer) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO unknown_beginning (card_id, board_id)
  SELECT card.id, card.board_id WHERE has_unknown_beginning(arrival.from_card_id);
  INSERT INTO card_block (board_id, card_id, reason, category, blocked_at, blocked_by_id, unblocked_at, unblocked_by_id)
  SELECT card.board_id, card.id, block.reason, block.category, block.blocked_at, block.blocked_by_id,
    block.unblocked_at, block.unblocked_by_id
  FROM card_block block WHERE block.card_id = arrival.from_card_id ORDER BY block.id;
$$;
