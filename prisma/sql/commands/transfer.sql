-- The time in which a card was worked on from its start, and that in which it was blocked in an active column, up to its
-- last step: what flow efficiency will ask for on a board that does not have these steps.
CREATE OR REPLACE FUNCTION time_worked(c card, OUT active_ms bigint, OUT blocked_ms bigint)
LANGUAGE sql STABLE AS $$
  WITH stay AS (
    SELECT k.kind, greatest(t.at, c.started_at) AS since, lead(t.at) OVER (ORDER BY t.seq) AS until
    FROM transition t LEFT JOIN board_column k ON k.id = t.to_column_id
    WHERE t.card_id = c.id AND c.started_at IS NOT NULL),
  worked AS (
    SELECT s.until - s.since AS total, (
      SELECT coalesce(sum(least(coalesce(x.unblocked_at, s.until), s.until) - greatest(x.blocked_at, s.since)), '0')
      FROM card_block x
      WHERE x.board_id = c.board_id AND x.card_id = c.id
        AND x.blocked_at < s.until AND (x.unblocked_at IS NULL OR x.unblocked_at > s.since)) AS blocked
    FROM stay s WHERE s.kind = 'active' AND s.until > s.since)
  SELECT coalesce(came.active_ms, 0) + w.active_ms, coalesce(came.blocked_ms, 0) + w.blocked_ms
  FROM (
    SELECT round(coalesce(extract(epoch FROM sum(total - blocked)), 0) * 1000)::bigint AS active_ms,
      round(coalesce(extract(epoch FROM sum(blocked)), 0) * 1000)::bigint AS blocked_ms
    FROM worked) w
  LEFT JOIN card_transfer came ON came.card_id = c.id
$$;

-- The labels of a card by their names on another board; those that it lacks are added there.
CREATE OR REPLACE FUNCTION carry_labels(i command, c card, b board) RETURNS uuid[]
LANGUAGE plpgsql AS $$
DECLARE
  missing label;
BEGIN
  FOR missing IN SELECT x.* FROM card_label y JOIN label x ON x.id = y.label_id
    WHERE y.card_id = c.id AND NOT EXISTS (SELECT FROM label z WHERE z.board_id = b.id AND z.name = x.name) LOOP
    INSERT INTO label (id, board_id, name, colour) VALUES (gen_random_uuid(), b.id, missing.name, missing.colour);
    PERFORM record_intention(i, b.id, 'label.created', NULL, jsonb_build_object('name', missing.name));
  END LOOP;
  RETURN ARRAY(SELECT z.id FROM card_label y JOIN label x ON x.id = y.label_id
    JOIN label z ON z.board_id = b.id AND z.name = x.name WHERE y.card_id = c.id);
END $$;

-- To another board: the card leaves this one and comes in there, under the limits there, with its past. Both boards are
-- locked, in the order of their ids. A finish stays here, and so do assignees who do not work there or are switched off.
-- Body: {boardId, columnId, laneId?, id: of the card there}.
-- A board whose log is far ahead of the clock keeps its cards: one of them would take the other board along.
CREATE OR REPLACE FUNCTION transfer_card(i command) RETURNS jsonb
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
  IF came.at > clock_timestamp() + interval '1 day' THEN
    PERFORM refuse('board-ahead', jsonb_build_object('boardId', v_from, 'newestAt', iso_instant(came.at)));
  END IF;
  came.created_at := was.created_at;
  came.started_at := was.started_at;
  came.finished_at := was.finished_at;
  SELECT w.active_ms, w.blocked_ms INTO came.active_ms, came.blocked_ms FROM time_worked(was) w;

  arrived := bring_in(b, with_body(i, v_to, jsonb_build_object(
    'id', i.body -> 'id', 'columnId', i.body -> 'columnId', 'laneId', i.body -> 'laneId', 'title', was.title,
    'description', was.description, 'type', was.type, 'classOfService', was.class_of_service,
    'dueDate', to_char(was.due_on, 'YYYY-MM-DD'), 'labelIds', carry_labels(i, was, b),
    'assigneeIds', ARRAY(SELECT a.user_id FROM card_assignee a
      JOIN membership m ON m.team_id = b.team_id AND m.user_id = a.user_id AND m.role = ANY (i.roles)
      JOIN user_account u ON u.id = a.user_id AND u.disabled_at IS NULL WHERE a.card_id = was.id))), came);

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
