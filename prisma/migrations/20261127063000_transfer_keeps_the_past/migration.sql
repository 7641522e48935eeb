-- A card that goes to another board keeps its past. What it brings is told once, with the transition by which it comes
-- in, and never changes after that.

CREATE TABLE "card_transfer" (
    "card_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,
    "from_card_id" UUID NOT NULL,
    "from_board_id" UUID NOT NULL,
    "from_column_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "active_ms" BIGINT NOT NULL,
    "blocked_ms" BIGINT NOT NULL,

    CONSTRAINT "card_transfer_pkey" PRIMARY KEY ("card_id")
);

CREATE UNIQUE INDEX "card_transfer_from_card_id_key" ON "card_transfer"("from_card_id");

CREATE INDEX "card_transfer_board_id_idx" ON "card_transfer"("board_id");

CREATE INDEX "card_transfer_from_board_id_idx" ON "card_transfer"("from_board_id");

-- The past is before the transfer and in order. A finish is before the arrival, never in its instant, so that one
-- instant never stands for a finish there and one here.
ALTER TABLE "card_transfer" ADD CONSTRAINT "card_transfer_past" CHECK (
  "from_card_id" <> "card_id" AND "from_board_id" <> "board_id"
  AND "created_at" <= "at"
  AND ("started_at" IS NULL OR "started_at" >= "created_at" AND "started_at" <= "at")
  AND ("finished_at" IS NULL OR "started_at" IS NOT NULL AND "finished_at" >= "started_at" AND "finished_at" < "at")
  AND "active_ms" >= 0 AND "blocked_ms" >= 0
  AND "active_ms" + "blocked_ms" <= coalesce(extract(epoch FROM "at" - "started_at") * 1000, 0));

CREATE TRIGGER card_transfer_append_only BEFORE UPDATE OR DELETE ON card_transfer
  FOR EACH ROW EXECUTE FUNCTION guard_append_only();
CREATE TRIGGER card_transfer_no_truncate BEFORE TRUNCATE ON card_transfer EXECUTE FUNCTION guard_append_only();
CREATE TRIGGER card_transfer_under_lock BEFORE INSERT ON card_transfer FOR EACH ROW EXECUTE FUNCTION hold_board();

-- At commit: the card here begins with this arrival, the one there has ended with its departure, and what is carried is
-- what that one left with.
CREATE FUNCTION guard_transfer() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM card c JOIN transition t ON t.card_id = c.id AND t.seq = 1
    WHERE c.id = NEW.card_id AND c.board_id = NEW.board_id AND t.at = NEW.at AND c.created_at = NEW.created_at)
  OR NOT EXISTS (
    SELECT FROM card c JOIN transition t ON t.card_id = c.id AND t.seq = c.last_seq
    WHERE c.id = NEW.from_card_id AND c.board_id = NEW.from_board_id AND c.deleted_at IS NOT NULL
      AND t.to_column_id IS NULL AND t.from_column_id = NEW.from_column_id AND t.at <= NEW.at
      AND (c.created_at, c.started_at, c.finished_at)
        IS NOT DISTINCT FROM (NEW.created_at, NEW.started_at, NEW.finished_at)) THEN
    RAISE EXCEPTION 'Card % did not leave with what card % brings.', NEW.from_card_id, NEW.card_id
      USING ERRCODE = 'SLL02';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER card_transfer_as_left AFTER INSERT ON card_transfer DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION guard_transfer();

-- As before, and a card that went to another board does not come back by itself.
CREATE OR REPLACE FUNCTION guard_transition() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  previous transition;
  is_history boolean;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'Boards are written at isolation level READ COMMITTED only.' USING ERRCODE = 'SLB01';
  END IF;
  SELECT b.version = 0 INTO is_history FROM board b WHERE b.id = NEW.board_id FOR NO KEY UPDATE;
  SELECT * INTO previous FROM transition t WHERE t.card_id = NEW.card_id ORDER BY t.seq DESC LIMIT 1;
  IF NEW.seq <> coalesce(previous.seq, 0) + 1
    OR NEW.from_column_id IS DISTINCT FROM previous.to_column_id
    OR NEW.at < previous.at
    OR NEW.at > clock_timestamp() + interval '1 second'
    OR previous.id IS NOT NULL AND previous.to_column_id IS NULL
      AND EXISTS (SELECT FROM card_transfer x WHERE x.from_card_id = NEW.card_id) THEN
    RAISE EXCEPTION 'Transition % of card % does not continue its log.', NEW.seq, NEW.card_id
      USING ERRCODE = 'SLL03';
  END IF;
  IF NOT is_history THEN
    NEW.id := nextval('transition_id_seq');
    NEW.at := greatest(NEW.at, (
      SELECT t.at FROM transition t WHERE t.board_id = NEW.board_id ORDER BY t.at DESC, t.id DESC LIMIT 1));
  END IF;
  RETURN NEW;
END $$;

-- What a card brings as its start; one that stood for a finish went with it.
CREATE FUNCTION start_carried(came card_transfer) RETURNS timestamptz
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN came.started_at IS DISTINCT FROM came.finished_at THEN came.started_at END
$$;

-- As before, under what a card brings: a start stays its start, and a finish it came with, while it stays in done. A card
-- that went to another board is finished where it was done when it left.
CREATE OR REPLACE FUNCTION flow_marks(p_board uuid, OUT card_id uuid, OUT started_at timestamptz, OUT finished_at timestamptz)
RETURNS SETOF record
LANGUAGE sql STABLE AS $$
  WITH mark AS MATERIALIZED (
    SELECT t.card_id,
      min(t.at) FILTER (WHERE k.kind <> 'done' AND k.position >= w.committed_from) AS started_at,
      max(t.at) FILTER (WHERE k.kind = 'done' AND f.kind IS DISTINCT FROM 'done') AS finished_at,
      max(t.seq) FILTER (WHERE k.kind = 'done' AND f.kind IS DISTINCT FROM 'done') AS finish
    -- OFFSET 0 keeps the commitment point from being asked for again with every transition.
    FROM (SELECT commitment_position(b) AS committed_from FROM board b WHERE b.id = p_board OFFSET 0) w
    CROSS JOIN transition t
    LEFT JOIN board_column k ON k.id = t.to_column_id
    LEFT JOIN board_column f ON f.id = t.from_column_id
    WHERE t.board_id = p_board
    GROUP BY t.card_id)
  SELECT m.card_id, coalesce(start_carried(came), m.started_at, finish.at), finish.at
  FROM mark m
  JOIN card c ON c.id = m.card_id
  LEFT JOIN card_transfer came ON came.card_id = c.id
  LEFT JOIN card_transfer went ON went.from_card_id = c.id
  LEFT JOIN board_column h ON h.id = coalesce(c.column_id, went.from_column_id)
  CROSS JOIN LATERAL (SELECT CASE WHEN h.kind = 'done' THEN
    CASE WHEN m.finish = 1 THEN coalesce(came.finished_at, m.finished_at) ELSE m.finished_at END END AS at) finish
$$;

-- By the card's own steps, never by its board's: right after an import the planner knows nothing of the board's size.
CREATE OR REPLACE FUNCTION card_marks(c card, OUT started_at timestamptz, OUT finished_at timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT coalesce(start_carried(came), m.started_at, finish.at), finish.at
  FROM (
    SELECT min(t.at) FILTER (WHERE k.kind <> 'done' AND k.position >= commitment_position(b)) AS started_at,
      max(t.at) FILTER (WHERE k.kind = 'done' AND f.kind IS DISTINCT FROM 'done') AS finished_at,
      max(t.seq) FILTER (WHERE k.kind = 'done' AND f.kind IS DISTINCT FROM 'done') AS finish
    FROM board b
    CROSS JOIN transition t
    LEFT JOIN board_column k ON k.id = t.to_column_id
    LEFT JOIN board_column f ON f.id = t.from_column_id
    WHERE b.id = c.board_id AND t.card_id = c.id) m
  LEFT JOIN card_transfer came ON came.card_id = c.id
  LEFT JOIN card_transfer went ON went.from_card_id = c.id
  LEFT JOIN board_column h ON h.id = coalesce(c.column_id, went.from_column_id)
  CROSS JOIN LATERAL (SELECT CASE WHEN h.kind = 'done' THEN
    CASE WHEN m.finish = 1 THEN coalesce(came.finished_at, m.finished_at) ELSE m.finished_at END END AS at) finish
$$;

-- The time in which a card was worked on from its start, and that in which it was blocked in an active column, up to its
-- last step: what flow efficiency will ask for on a board that does not have these steps.
CREATE FUNCTION time_worked(c card, OUT active_ms bigint, OUT blocked_ms bigint)
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

-- A card that comes in at the end of a column: a new one, or, with `came`, one from another board. Body as of create_card.
CREATE FUNCTION bring_in(b board, i intention, came card_transfer) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  target CONSTANT board_column := find_target(b, (i.body ->> 'columnId')::uuid);
  v_card CONSTANT uuid := (i.body ->> 'id')::uuid;
  v_lane CONSTANT uuid := (i.body ->> 'laneId')::uuid;
  people CONSTANT uuid[] := json_ids(coalesce(i.body -> 'assigneeIds', '[]'));
  class CONSTANT text := coalesce(i.body ->> 'classOfService', 'standard');
  has_come CONSTANT boolean := came.from_card_id IS NOT NULL;
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
    coalesce(start_carried(came), CASE WHEN target.kind = 'done' THEN came.finished_at END,
      CASE WHEN target.kind = 'done' OR target.position >= commitment_position(b) THEN at END),
    CASE WHEN target.kind = 'done' THEN coalesce(came.finished_at, at) END, 1)
  RETURNING * INTO c;
  INSERT INTO transition (board_id, card_id, seq, to_column_id, to_kind, lane_id, actor_id, at, overridden)
  VALUES (b.id, c.id, 1, target.id, target.kind, v_lane, i.actor, at, is_overridden(breaches))
  RETURNING * INTO step;
  IF has_come THEN
    INSERT INTO card_transfer (card_id, board_id, from_card_id, from_board_id, from_column_id, at, created_at,
      started_at, finished_at, active_ms, blocked_ms)
    VALUES (c.id, b.id, came.from_card_id, came.from_board_id, came.from_column_id, step.at, came.created_at,
      came.started_at, came.finished_at, came.active_ms, came.blocked_ms);
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

-- Target: the board. Body: a card as the contract has it, and its `id`.
CREATE OR REPLACE FUNCTION create_card(i intention) RETURNS jsonb
LANGUAGE plpgsql AS $$
BEGIN
  RETURN bring_in(open_board(i.actor, i.roles, i.target), i, NULL);
END $$;

-- To another board: the card leaves this one and comes in there, under the limits there, with its past. Both boards are
-- locked, in the order of their ids. A finish stays here. Body: {boardId, columnId, laneId?, id: of the card there}.
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
      JOIN membership m ON m.team_id = b.team_id AND m.user_id = a.user_id WHERE a.card_id = was.id))), came);

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
