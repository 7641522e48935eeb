-- Clocks go wrong: set back by an hour, ahead by two years for a minute. A board's own clock is its log. Its instants
-- never go back: while the server's clock is behind them the board's clock stands still, and every change is taken.

-- The instant before which a card from another board does not come in: when it left that one, and after it finished there.
CREATE FUNCTION latest_arrival(p_card uuid) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
  SELECT greatest(t.at, x.finished_at + interval '1 millisecond')
  FROM card_transfer x JOIN card c ON c.id = x.from_card_id JOIN transition t ON t.card_id = c.id AND t.seq = c.last_seq
  WHERE x.card_id = p_card AND t.to_column_id IS NULL
$$;

-- As before, but nothing later than now is refused that is no later than the board's log. A clock that was set back
-- stops no board.
CREATE OR REPLACE FUNCTION guard_transition() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  previous transition;
  is_history boolean;
  newest timestamptz;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'Boards are written at isolation level READ COMMITTED only.' USING ERRCODE = 'SLB01';
  END IF;
  IF is_being_made(NEW.board_id) THEN RETURN NEW; END IF;
  SELECT b.version = 0 INTO is_history FROM board b WHERE b.id = NEW.board_id FOR NO KEY UPDATE;
  IF NOT is_history THEN
    newest := (SELECT t.at FROM transition t WHERE t.board_id = NEW.board_id ORDER BY t.at DESC, t.id DESC LIMIT 1);
  END IF;
  SELECT * INTO previous FROM transition t WHERE t.card_id = NEW.card_id ORDER BY t.seq DESC LIMIT 1;
  IF NEW.seq <> coalesce(previous.seq, 0) + 1
    OR NEW.from_column_id IS DISTINCT FROM previous.to_column_id
    OR NEW.at < previous.at
    OR NEW.at > clock_timestamp() + interval '1 second'
      AND (is_history OR NEW.at > greatest(newest, latest_arrival(NEW.card_id)))
    OR previous.id IS NOT NULL AND previous.to_column_id IS NULL
      AND EXISTS (SELECT FROM card_transfer x WHERE x.from_card_id = NEW.card_id) THEN
    RAISE EXCEPTION 'Transition % of card % does not continue its log.', NEW.seq, NEW.card_id
      USING ERRCODE = 'SLL03';
  END IF;
  IF NOT is_history THEN
    NEW.id := nextval('transition_id_seq');
    NEW.at := greatest(NEW.at, newest);
  END IF;
  RETURN NEW;
END $$;

-- As before; what a card brings is there before the step that is judged by it.
CREATE OR REPLACE FUNCTION bring_in(b board, i intention, came card_transfer) RETURNS jsonb
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

-- As before. A board whose log is far ahead of the clock keeps its cards: one of them would take the other board along.
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

-- As before; a block never ends before it began.
CREATE OR REPLACE FUNCTION unblock_card(i intention) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  opened CONSTANT record := open_card(i.actor, i.roles, i.target);
  b CONSTANT board := opened.b;
  c card := opened.c;
  before CONSTANT card_place := place_of(c);
  after card_place := before;
  breaches jsonb;
  ended card_block;
  numbered bigint;
BEGIN
  IF c.blocked_at IS NULL THEN RETURN step_answer(c, NULL, b.version); END IF;
  after.blocked := false;
  breaches := admit(b, i, c.id, before, after);
  UPDATE card_block x SET unblocked_at = greatest(date_trunc('milliseconds', clock_timestamp()), x.blocked_at), unblocked_by_id = i.actor
  WHERE x.card_id = c.id AND x.unblocked_at IS NULL RETURNING x.* INTO ended;
  c.blocked_at := NULL;
  c := store_card(c);
  numbered := record_intention(i, b.id, 'card.unblocked', c.id,
    jsonb_build_object('reason', ended.reason, 'category', ended.category));
  PERFORM record_breaches(b, i, c.id, breaches, numbered);
  RETURN step_answer(c, NULL, numbered);
END $$;

-- As before, and never before the steps that the board has taken already.
CREATE OR REPLACE FUNCTION guard_limit() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  newest timestamptz;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'Boards are written at isolation level READ COMMITTED only.' USING ERRCODE = 'SLB01';
  END IF;
  PERFORM FROM board WHERE id = NEW.board_id FOR NO KEY UPDATE;
  IF EXISTS (SELECT FROM unnest(NEW.column_ids) x
      WHERE NOT EXISTS (SELECT FROM board_column k WHERE k.id = x AND k.board_id = NEW.board_id))
    OR NEW.lane_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM lane x WHERE x.id = NEW.lane_id AND x.board_id = NEW.board_id) THEN
    RAISE EXCEPTION 'A limit covers columns and lanes of its own board.' USING ERRCODE = 'SLB01';
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF NEW.board_id <> OLD.board_id OR OLD.removed_at IS NOT NULL THEN
      RAISE EXCEPTION 'A limit stays on its board, and a removed one stays removed.' USING ERRCODE = 'SLB01';
    END IF;
    IF NEW.changed_at <= OLD.changed_at THEN
      NEW.changed_at := greatest(date_trunc('milliseconds', clock_timestamp()), OLD.changed_at);
    END IF;
  END IF;
  newest := (SELECT t.at FROM transition t WHERE t.board_id = NEW.board_id ORDER BY t.at DESC, t.id DESC LIMIT 1);
  IF newest > clock_timestamp() THEN NEW.changed_at := greatest(NEW.changed_at, newest); END IF;
  RETURN NEW;
END $$;
