-- Cards whose log begins in the middle of their lives, as that of an imported board may: the first step is where the card
-- was found. When it was created and whether it had been started is not known, and no instant stands for it.

CREATE TABLE "unknown_beginning" (
    "card_id" UUID NOT NULL,
    "board_id" UUID NOT NULL,

    CONSTRAINT "unknown_beginning_pkey" PRIMARY KEY ("card_id")
);

CREATE INDEX "unknown_beginning_board_id_idx" ON "unknown_beginning"("board_id");

CREATE TRIGGER unknown_beginning_append_only BEFORE UPDATE OR DELETE ON unknown_beginning
  FOR EACH ROW EXECUTE FUNCTION guard_append_only();
CREATE TRIGGER unknown_beginning_no_truncate BEFORE TRUNCATE ON unknown_beginning EXECUTE FUNCTION guard_append_only();
CREATE TRIGGER unknown_beginning_under_lock BEFORE INSERT ON unknown_beginning
  FOR EACH ROW EXECUTE FUNCTION hold_board();

-- It is said as the card comes in, never of a card that has been seen to begin.
CREATE FUNCTION guard_beginning() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM card c JOIN board b ON b.id = c.board_id
    WHERE c.id = NEW.card_id AND c.board_id = NEW.board_id
      AND (b.version = 0 OR EXISTS (
        SELECT FROM card_transfer x JOIN unknown_beginning u ON u.card_id = x.from_card_id WHERE x.card_id = c.id))) THEN
    RAISE EXCEPTION 'The beginning of card % is known.', NEW.card_id USING ERRCODE = 'SLL02';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER unknown_beginning_as_found BEFORE INSERT ON unknown_beginning
  FOR EACH ROW EXECUTE FUNCTION guard_beginning();

CREATE FUNCTION is_found(p_card uuid) RETURNS boolean
LANGUAGE sql STABLE AS $$ SELECT EXISTS (SELECT FROM unknown_beginning u WHERE u.card_id = p_card) $$;

-- A card that finished without a known start may go to another board.
ALTER TABLE "card_transfer" DROP CONSTRAINT "card_transfer_past";
ALTER TABLE "card_transfer" ADD CONSTRAINT "card_transfer_past" CHECK (
  "from_card_id" <> "card_id" AND "from_board_id" <> "board_id"
  AND "created_at" <= "at"
  AND ("started_at" IS NULL OR "started_at" >= "created_at" AND "started_at" <= "at")
  AND ("finished_at" IS NULL OR "finished_at" >= coalesce("started_at", "created_at") AND "finished_at" < "at")
  AND "active_ms" >= 0 AND "blocked_ms" >= 0
  AND "active_ms" + "blocked_ms" <= coalesce(extract(epoch FROM "at" - "started_at") * 1000, 0));

-- As before. Of a card that was found, the start is not known, and the first step is no finish.
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
  SELECT m.card_id,
    CASE WHEN found.card_id IS NULL THEN coalesce(start_carried(came), m.started_at, finish.at) END, finish.at
  FROM mark m
  JOIN card c ON c.id = m.card_id
  LEFT JOIN card_transfer came ON came.card_id = c.id
  LEFT JOIN card_transfer went ON went.from_card_id = c.id
  LEFT JOIN unknown_beginning found ON found.board_id = p_board AND found.card_id = c.id
  LEFT JOIN board_column h ON h.id = coalesce(c.column_id, went.from_column_id)
  CROSS JOIN LATERAL (SELECT CASE WHEN h.kind = 'done' THEN CASE WHEN m.finish = 1
    THEN coalesce(came.finished_at, CASE WHEN found.card_id IS NULL THEN m.finished_at END)
    ELSE m.finished_at END END AS at) finish
$$;

CREATE OR REPLACE FUNCTION card_marks(c card, OUT started_at timestamptz, OUT finished_at timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN found.card_id IS NULL THEN coalesce(start_carried(came), m.started_at, finish.at) END, finish.at
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
  LEFT JOIN unknown_beginning found ON found.card_id = c.id
  LEFT JOIN board_column h ON h.id = coalesce(c.column_id, went.from_column_id)
  CROSS JOIN LATERAL (SELECT CASE WHEN h.kind = 'done' THEN CASE WHEN m.finish = 1
    THEN coalesce(came.finished_at, CASE WHEN found.card_id IS NULL THEN m.finished_at END)
    ELSE m.finished_at END END AS at) finish
$$;

CREATE OR REPLACE FUNCTION marks_follow(was card, c card) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT NOT coalesce(f.kind = 'done' AND k.kind IS DISTINCT FROM 'done' AND was.started_at = was.finished_at, false)
    AND (c.started_at, c.finished_at) IS NOT DISTINCT FROM (
      coalesce(was.started_at, CASE
        WHEN (k.kind = 'done' OR k.position >= commitment_position(b)) AND NOT is_found(c.id) THEN t.at END),
      CASE WHEN k.kind = 'done' THEN CASE WHEN f.kind = 'done' THEN was.finished_at ELSE t.at END END)
  FROM transition t
  JOIN board b ON b.id = t.board_id
  LEFT JOIN board_column k ON k.id = t.to_column_id
  LEFT JOIN board_column f ON f.id = t.from_column_id
  WHERE t.card_id = c.id AND t.seq = c.last_seq AND c.last_seq = was.last_seq + 1
$$;

CREATE OR REPLACE FUNCTION take_step(b board, INOUT c card, target board_column, p_actor uuid, p_overridden boolean,
  OUT step transition)
LANGUAGE plpgsql AS $$
DECLARE
  at CONSTANT timestamptz := board_instant(b.id);
  was_done CONSTANT boolean := EXISTS (SELECT FROM board_column k WHERE k.id = c.column_id AND k.kind = 'done');
  stays_done CONSTANT boolean := was_done AND target.kind IS NOT DISTINCT FROM 'done';
BEGIN
  INSERT INTO transition (board_id, card_id, seq, from_column_id, to_column_id, to_kind, lane_id, actor_id, at, overridden)
  VALUES (b.id, c.id, c.last_seq + 1, c.column_id, target.id, target.kind, c.lane_id, p_actor, at, p_overridden)
  RETURNING * INTO step;
  IF was_done AND NOT stays_done AND c.started_at = c.finished_at THEN
    c.started_at := first_start(c.id, commitment_position(b));
  ELSIF c.started_at IS NULL AND (target.kind = 'done' OR target.position >= commitment_position(b))
    AND NOT is_found(c.id) THEN
    c.started_at := at;
  END IF;
  c.finished_at := CASE WHEN target.kind = 'done' THEN CASE WHEN was_done THEN c.finished_at ELSE at END END;
  c.column_id := target.id;
  c.entered_column_at := at;
  c.last_seq := step.seq;
END $$;

-- As before: a card that comes in at the end of a column, a new one or one from another board. One that was found there
-- begins no better known here.
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
  INSERT INTO transition (board_id, card_id, seq, to_column_id, to_kind, lane_id, actor_id, at, overridden)
  VALUES (b.id, c.id, 1, target.id, target.kind, v_lane, i.actor, at, is_overridden(breaches))
  RETURNING * INTO step;
  IF has_come THEN
    INSERT INTO card_transfer (card_id, board_id, from_card_id, from_board_id, from_column_id, at, created_at,
      started_at, finished_at, active_ms, blocked_ms)
    VALUES (c.id, b.id, came.from_card_id, came.from_board_id, came.from_column_id, step.at, came.created_at,
      came.started_at, came.finished_at, came.active_ms, came.blocked_ms);
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

-- When a card was created is not told where nobody knows.
CREATE OR REPLACE FUNCTION card_view(c card) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'id', c.id, 'number', c.number, 'title', c.title, 'columnId', c.column_id, 'laneId', c.lane_id,
    'position', c.position, 'version', c.version, 'type', c.type, 'classOfService', c.class_of_service,
    'labelIds', (SELECT coalesce(jsonb_agg(x.label_id ORDER BY x.label_id), '[]') FROM card_label x WHERE x.card_id = c.id),
    'assigneeIds', (SELECT coalesce(jsonb_agg(x.user_id ORDER BY x.user_id), '[]') FROM card_assignee x WHERE x.card_id = c.id),
    'dueDate', to_char(c.due_on, 'YYYY-MM-DD'), 'blocked', c.blocked_at IS NOT NULL,
    'enteredColumnAt', iso_instant(c.entered_column_at), 'startedAt', iso_instant(c.started_at),
    'finishedAt', iso_instant(c.finished_at),
    'createdAt', CASE WHEN NOT is_found(c.id) THEN iso_instant(c.created_at) END)
$$;

-- Cards as the board shows them: equal to card_view of each, without a query per card. Labels and people are hashed
-- once; without statistics the planner would rather scan them for every card. Compiling takes longer than running.
CREATE OR REPLACE FUNCTION card_list(p_board uuid) RETURNS text
LANGUAGE sql STABLE SET jit = off SET enable_nestloop = off AS $$
  SELECT coalesce(json_agg(r), '[]')::text
  FROM (
    SELECT c.id, c.number, c.title, c.column_id AS "columnId", c.lane_id AS "laneId", c.position, c.version, c.type,
      c.class_of_service AS "classOfService", coalesce(x.ids, '{}') AS "labelIds",
      coalesce(a.ids, '{}') AS "assigneeIds", to_char(c.due_on, 'YYYY-MM-DD') AS "dueDate",
      c.blocked_at IS NOT NULL AS blocked,
      to_char(c.entered_column_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "enteredColumnAt",
      to_char(c.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "startedAt",
      to_char(c.finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "finishedAt",
      CASE WHEN found.card_id IS NULL
        THEN to_char(c.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') END AS "createdAt"
    FROM card c
    LEFT JOIN unknown_beginning found ON found.board_id = p_board AND found.card_id = c.id
    LEFT JOIN (SELECT l.card_id, array_agg(l.label_id ORDER BY l.label_id) AS ids
      FROM card_label l WHERE l.board_id = p_board GROUP BY l.card_id) x ON x.card_id = c.id
    LEFT JOIN (SELECT l.card_id, array_agg(l.user_id ORDER BY l.user_id) AS ids
      FROM card_assignee l WHERE l.board_id = p_board GROUP BY l.card_id) a ON a.card_id = c.id
    WHERE c.board_id = p_board AND c.archived_at IS NULL
    ORDER BY c.column_id, c.position) r
$$;
