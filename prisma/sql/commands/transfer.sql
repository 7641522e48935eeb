-- Target: the card. Body: {boardId, columnId, laneId?, id: of the card there, override?}. To another board: the card
-- leaves this one and comes in there, under the limits there, with its past. Both boards are locked, in the order of
-- their ids. A finish stays here, and so do assignees who do not work there or are switched off. A board whose log is
-- far ahead of the clock keeps its cards: one of them would take the other board along. Answers as `step_answer`, with
-- {boardId, fromBoardId}. Refuses `invalid` within one board, `card-archived`, `board-ahead`, and as `bring_in` does.
CREATE FUNCTION transfer_card(command command) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  to_board_id CONSTANT uuid := (command.body ->> 'boardId')::uuid;
  from_board_id CONSTANT uuid := (
    SELECT named.board_id FROM card named WHERE named.id = command.target AND named.deleted_at IS NULL);
  opened record;
  was card;
  taken record;
  to_board board;
  arrival card_transfer;
  arrived jsonb;
  departed card;
  next_version bigint;
BEGIN
  PERFORM open_board(command.actor, command.roles, least(to_board_id, from_board_id));
  PERFORM open_board(command.actor, command.roles, greatest(to_board_id, from_board_id));
  opened := open_card(command.actor, command.roles, command.target);
  was := opened.card;
  IF to_board_id = from_board_id THEN PERFORM refuse_field('boardId', 'The card is on this board already.'); END IF;
  IF was.archived_at IS NOT NULL THEN PERFORM refuse('card-archived', jsonb_build_object('cardId', was.id)); END IF;
  SELECT * INTO to_board FROM board WHERE board.id = to_board_id;

  taken := take_step(opened.board, was, NULL, command.actor, false);
  arrival := past_of(was, greatest((taken.step).at, was.finished_at + interval '1 millisecond'));
  IF arrival.at > clock_timestamp() + interval '1 day' THEN
    PERFORM refuse('board-ahead', jsonb_build_object('boardId', from_board_id, 'newestAt', iso_instant(arrival.at)));
  END IF;
  arrived := bring_in(to_board, command_to_bring_in(command, was, to_board), arrival);

  departed := store_departed(taken.card, was, (taken.step).at, command.actor);
  next_version := record_command(command, from_board_id, 'card.transferred', was.id, jsonb_build_object(
    'fromColumnId', was.column_id, 'number', was.number, 'title', was.title, 'toBoardId', to_board_id,
    'toCardId', command.body -> 'id'));
  PERFORM record_place(departed, place_of(was), place_of(departed), next_version);
  RETURN arrived || jsonb_build_object('boardId', to_board_id, 'fromBoardId', from_board_id);
END $$;

-- What a card carries to another board, as its transfer will note it there.
CREATE FUNCTION past_of(card card, p_left_at timestamptz) RETURNS card_transfer
LANGUAGE plpgsql AS $$
DECLARE
  arrival card_transfer;
BEGIN
  arrival.from_card_id := card.id;
  arrival.from_board_id := card.board_id;
  arrival.from_column_id := card.column_id;
  arrival.at := p_left_at;
  arrival.created_at := card.created_at;
  arrival.started_at := card.started_at;
  arrival.finished_at := card.finished_at;
  SELECT worked.active_ms, worked.blocked_ms INTO arrival.active_ms, arrival.blocked_ms FROM time_worked(card) worked;
  RETURN arrival;
END $$;

-- The command that brings the card in on the other board, with the same content and whoever of its people works there.
CREATE FUNCTION command_to_bring_in(command command, card card, to_board board) RETURNS command
LANGUAGE sql AS $$
  SELECT derive_command(command, to_board.id, jsonb_build_object(
    'id', command.body -> 'id', 'columnId', command.body -> 'columnId', 'laneId', command.body -> 'laneId',
    'title', card.title, 'description', card.description, 'type', card.type, 'classOfService', card.class_of_service,
    'dueDate', to_char(card.due_on, 'YYYY-MM-DD'), 'labelIds', carry_labels(command, card, to_board),
    'assigneeIds', ARRAY(SELECT assignee.user_id FROM card_assignee assignee
      JOIN membership ON membership.team_id = to_board.team_id AND membership.user_id = assignee.user_id
        AND membership.role = ANY (command.roles)
      JOIN user_account person ON person.id = assignee.user_id AND person.disabled_at IS NULL
      WHERE assignee.card_id = card.id)))
$$;

-- Stores the card that has gone, whose step out is taken: with its milestones as they were, and nothing open.
CREATE FUNCTION store_departed(departed card, was card, p_left_at timestamptz, p_actor_id uuid) RETURNS card
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE card_block block SET unblocked_at = greatest(p_left_at, block.blocked_at), unblocked_by_id = p_actor_id
  WHERE block.card_id = was.id AND block.unblocked_at IS NULL;
  departed.started_at := was.started_at;
  departed.finished_at := was.finished_at;
  departed.blocked_at := NULL;
  departed.archived_at := present();
  departed.deleted_at := departed.archived_at;
  RETURN store_card(departed);
END $$;

-- The time in which a card was worked on from its start, and that in which it was blocked in an active column, up to
-- its last step: what flow efficiency will ask for on a board that does not have these steps.
CREATE FUNCTION time_worked(card card, OUT active_ms bigint, OUT blocked_ms bigint)
LANGUAGE sql STABLE AS $$
  WITH stay AS (
    SELECT target.kind, greatest(step.at, card.started_at) AS since, lead(step.at) OVER (ORDER BY step.seq) AS until
    FROM transition step LEFT JOIN board_column target ON target.id = step.to_column_id
    WHERE step.card_id = card.id AND card.started_at IS NOT NULL),
  worked AS (
    SELECT stay.until - stay.since AS total, (
      SELECT coalesce(sum(
        least(coalesce(block.unblocked_at, stay.until), stay.until) - greatest(block.blocked_at, stay.since)), '0')
      FROM card_block block
      WHERE block.board_id = card.board_id AND block.card_id = card.id
        AND block.blocked_at < stay.until
        AND (block.unblocked_at IS NULL OR block.unblocked_at > stay.since)) AS blocked
    FROM stay WHERE stay.kind = 'active' AND stay.until > stay.since)
  SELECT coalesce(arrival.active_ms, 0) + here.active_ms, coalesce(arrival.blocked_ms, 0) + here.blocked_ms
  FROM (
    SELECT round(coalesce(extract(epoch FROM sum(total - blocked)), 0) * 1000)::bigint AS active_ms,
      round(coalesce(extract(epoch FROM sum(blocked)), 0) * 1000)::bigint AS blocked_ms
    FROM worked) here
  LEFT JOIN card_transfer arrival ON arrival.card_id = card.id
$$;
