-- Who is a viewer on the other board is not assigned there; the transfer goes on without them.

-- To another board: the card leaves this one and comes in there, under the limits there, with its past. Both boards are
-- locked, in the order of their ids. A finish stays here, and so do assignees who do not work there. Body: {boardId, columnId, laneId?, id: of the card there}.
CREATE OR REPLACE FUNCTION transfer_card(i intention) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_to CONSTANT uuid := (i.body ->> 'boardId')::uuid;
  v_from CONSTANT uuid := (SELECT x.board_id FROM card x WHERE x.id = i.target AND x.deleted_at IS NULL);
  opened record;
  was card;
  taken record;
  gone card;
  b board;
  came card_transfer;
  arrived jsonb;
BEGIN
  IF v_to = v_from THEN PERFORM refuse_member('boardId', 'The card is on this board already.'); END IF;
  PERFORM open_board(i.actor, i.roles, least(v_to, v_from));
  PERFORM open_board(i.actor, i.roles, greatest(v_to, v_from));
  opened := open_card(i.actor, i.roles, i.target);
  was := opened.c;
  IF was.archived_at IS NOT NULL THEN PERFORM refuse('card-archived', jsonb_build_object('cardId', was.id)); END IF;
  SELECT * INTO b FROM board x WHERE x.id = v_to;

  taken := take_step(opened.b, was, NULL, i.actor, false);
  gone := taken.c;
  gone.started_at := was.started_at;
  gone.finished_at := was.finished_at;
  came.from_card_id := was.id;
  came.from_board_id := v_from;
  came.from_column_id := was.column_id;
  came.at := greatest((taken.step).at, was.finished_at + interval '1 millisecond');
  came.created_at := was.created_at;
  came.started_at := was.started_at;
  came.finished_at := was.finished_at;
  SELECT w.active_ms, w.blocked_ms INTO came.active_ms, came.blocked_ms FROM time_worked(was) w;

  arrived := bring_in(b, with_body(i, v_to, jsonb_build_object(
    'id', i.body -> 'id', 'columnId', i.body -> 'columnId', 'laneId', i.body -> 'laneId', 'title', was.title,
    'description', was.description, 'type', was.type, 'classOfService', was.class_of_service,
    'dueDate', to_char(was.due_on, 'YYYY-MM-DD'), 'labelIds', carry_labels(i, was, b),
    'assigneeIds', ARRAY(SELECT a.user_id FROM card_assignee a
      JOIN membership m ON m.team_id = b.team_id AND m.user_id = a.user_id AND m.role = ANY (i.roles) WHERE a.card_id = was.id))), came);

  UPDATE card_block x SET unblocked_at = greatest((taken.step).at, x.blocked_at), unblocked_by_id = i.actor
  WHERE x.card_id = was.id AND x.unblocked_at IS NULL;
  gone.blocked_at := NULL;
  gone.archived_at := date_trunc('milliseconds', clock_timestamp());
  gone.deleted_at := gone.archived_at;
  PERFORM store_card(gone);
  PERFORM record_intention(i, v_from, 'card.transferred', was.id, jsonb_build_object('fromColumnId', was.column_id,
    'number', was.number, 'title', was.title, 'toBoardId', v_to, 'toCardId', i.body -> 'id'));
  RETURN arrived || jsonb_build_object('boardId', v_to, 'fromBoardId', v_from);
END $$;
