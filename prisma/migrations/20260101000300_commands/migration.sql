-- One function per intention on cards, so that each is one round trip: access, the board's lock, the decision and
-- every write. READ COMMITTED and volatile: each statement sees what was committed before it, which is what makes
-- the counts after the lock exact. Answers {"ok": …} or {"refusal": {"code", …}}; refused means nothing was written.

CREATE FUNCTION refuse(code text, details jsonb DEFAULT '{}') RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'SL409', MESSAGE = code, DETAIL = (details || jsonb_build_object('code', code))::text;
END $$;

CREATE FUNCTION refuse_member(path text, message text) RETURNS void
LANGUAGE sql AS $$
  SELECT refuse('invalid', jsonb_build_object('errors',
    jsonb_build_array(jsonb_build_object('path', path, 'message', message))))
$$;

CREATE FUNCTION iso_instant(t timestamptz) RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

CREATE FUNCTION card_view(c card) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'id', c.id, 'number', c.number, 'title', c.title, 'columnId', c.column_id, 'laneId', c.lane_id,
    'position', c.position, 'version', c.version, 'type', c.type, 'classOfService', c.class_of_service,
    'labelIds', (SELECT coalesce(jsonb_agg(x.label_id ORDER BY x.label_id), '[]') FROM card_label x WHERE x.card_id = c.id),
    'assigneeIds', (SELECT coalesce(jsonb_agg(x.user_id ORDER BY x.user_id), '[]') FROM card_assignee x WHERE x.card_id = c.id),
    'dueDate', to_char(c.due_on, 'YYYY-MM-DD'), 'blocked', c.blocked_at IS NOT NULL,
    'enteredColumnAt', iso_instant(c.entered_column_at), 'startedAt', iso_instant(c.started_at),
    'finishedAt', iso_instant(c.finished_at), 'createdAt', iso_instant(c.created_at))
$$;

CREATE FUNCTION transition_view(t transition) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object(
    'id', t.id::text, 'cardId', t.card_id, 'fromColumnId', t.from_column_id, 'toColumnId', t.to_column_id,
    'at', iso_instant(t.at), 'actorId', t.actor_id, 'override', t.overridden)
$$;

-- Takes the board's lock for a transaction that writes to the board by other means.
CREATE FUNCTION lock_board(p_board uuid) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM board WHERE id = p_board FOR NO KEY UPDATE;
END $$;

-- Decides access from the stored membership, then locks the board and reads it as it is after the lock.
CREATE FUNCTION open_board(p_actor uuid, p_roles member_role[], p_board uuid) RETURNS board
LANGUAGE plpgsql AS $$
DECLARE
  b board;
  actor_role member_role;
BEGIN
  SELECT m.role INTO actor_role
  FROM board x JOIN membership m ON m.team_id = x.team_id AND m.user_id = p_actor
  WHERE x.id = p_board AND x.archived_at IS NULL;
  IF actor_role IS NULL THEN PERFORM refuse('not-found'); END IF;
  IF actor_role <> ALL (p_roles) THEN PERFORM refuse('forbidden'); END IF;
  SELECT * INTO b FROM board x WHERE x.id = p_board AND x.archived_at IS NULL FOR NO KEY UPDATE;
  IF NOT FOUND THEN PERFORM refuse('not-found'); END IF;
  RETURN b;
END $$;

CREATE FUNCTION open_card(p_actor uuid, p_roles member_role[], p_card uuid, OUT b board, OUT c card)
LANGUAGE plpgsql AS $$
BEGIN
  b := open_board(p_actor, p_roles, (SELECT x.board_id FROM card x WHERE x.id = p_card AND x.deleted_at IS NULL));
  SELECT * INTO c FROM card x WHERE x.id = p_card AND x.deleted_at IS NULL;
  IF NOT FOUND THEN PERFORM refuse('not-found'); END IF;
END $$;

CREATE FUNCTION find_target(b board, p_column uuid) RETURNS board_column
LANGUAGE plpgsql AS $$
DECLARE
  target board_column;
BEGIN
  SELECT * INTO target FROM board_column k WHERE k.id = p_column AND k.board_id = b.id AND k.archived_at IS NULL;
  IF NOT FOUND THEN PERFORM refuse_member('columnId', 'No such column on this board.'); END IF;
  RETURN target;
END $$;

CREATE FUNCTION check_lane(b board, p_lane uuid) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF p_lane IS NOT NULL AND NOT EXISTS (
    SELECT FROM lane x WHERE x.id = p_lane AND x.board_id = b.id AND x.archived_at IS NULL) THEN
    PERFORM refuse_member('laneId', 'No such lane on this board.');
  END IF;
END $$;

CREATE FUNCTION json_ids(list jsonb) RETURNS uuid[]
LANGUAGE sql IMMUTABLE AS $$ SELECT ARRAY(SELECT DISTINCT x::uuid FROM jsonb_array_elements_text(list) x) $$;

-- Numbers a change of the board, writes it into the activity log and tells the listeners.
CREATE FUNCTION record_activity(p_board uuid, p_type text, p_actor uuid, p_card uuid, p_detail jsonb) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  numbered bigint;
BEGIN
  UPDATE board SET version = version + 1 WHERE id = p_board RETURNING version INTO numbered;
  INSERT INTO activity (board_id, version, type, at, actor_id, card_id, detail)
  VALUES (p_board, numbered, p_type, date_trunc('milliseconds', clock_timestamp()), p_actor, p_card, p_detail);
  PERFORM pg_notify('sluice_board', p_board || ' ' || numbered);
  RETURN numbered;
END $$;

-- The breaches that this change may make and must record; refuses when one of them forbids it.
CREATE FUNCTION admit(b board, p_actor uuid, p_override_roles member_role[], p_card uuid, before card_place,
  after card_place, override jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  breaches CONSTANT jsonb := find_breaches(b, p_card, before, after);
  may_override boolean;
  refusing jsonb;
BEGIN
  IF breaches = '[]' THEN RETURN breaches; END IF;
  may_override := EXISTS (
    SELECT FROM membership m WHERE m.team_id = b.team_id AND m.user_id = p_actor AND m.role = ANY (p_override_roles));
  IF may_override AND override IS NOT NULL AND EXISTS (
    SELECT FROM jsonb_array_elements(breaches) x
    WHERE x ->> 'mode' = 'reason' AND x ->> 'id' = override ->> 'limitId' AND x -> 'max' <> override -> 'maxSeen') THEN
    PERFORM refuse('override-stale', jsonb_build_object('limit', (
      SELECT x FROM jsonb_array_elements(breaches) x WHERE x ->> 'id' = override ->> 'limitId' LIMIT 1)));
  END IF;
  SELECT jsonb_agg(x || jsonb_build_object('holders', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('cardId', h.id, 'number', h.number, 'title', h.title,
        'enteredColumnAt', iso_instant(h.entered_column_at)) ORDER BY h.entered_column_at, h.number), '[]')
      FROM wip_limit l, limit_holders(l, b, (x ->> 'userId')::uuid) h
      WHERE l.id = (x ->> 'id')::uuid AND h.id IS DISTINCT FROM p_card)))
    INTO refusing
    FROM jsonb_array_elements(breaches) x
    WHERE x ->> 'mode' = 'hard'
      OR x ->> 'mode' = 'reason' AND NOT (may_override AND coalesce(x ->> 'id' = override ->> 'limitId', false));
  IF refusing IS NOT NULL THEN
    PERFORM refuse('wip-limit-exceeded', jsonb_build_object(
      'cardId', p_card,
      'limit', (refusing -> 0) - 'holders',
      'limits', refusing,
      'holders', refusing -> 0 -> 'holders',
      'overridable', may_override AND NOT EXISTS (
        SELECT FROM jsonb_array_elements(refusing) x WHERE x ->> 'mode' = 'hard')));
  END IF;
  RETURN breaches;
END $$;

CREATE FUNCTION record_breaches(b board, p_actor uuid, p_card uuid, breaches jsonb, override jsonb, p_version bigint)
RETURNS void
LANGUAGE sql AS $$
  INSERT INTO limit_breach (board_id, limit_id, card_id, mode, max, count, actor_id, reason, at, version, xact)
  SELECT b.id, (x ->> 'id')::uuid, p_card, (x ->> 'mode')::limit_mode, (x ->> 'max')::int, (x ->> 'count')::int,
    p_actor, CASE WHEN x ->> 'mode' = 'reason' THEN override ->> 'reason' END,
    date_trunc('milliseconds', clock_timestamp()), p_version, pg_current_xact_id()::text::bigint
  FROM jsonb_array_elements(breaches) x
$$;

CREATE FUNCTION is_overridden(breaches jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT EXISTS (SELECT FROM jsonb_array_elements(breaches) x WHERE x ->> 'mode' = 'reason')
$$;

-- A key for the card among the others of the column: above one card, below one, or at the end. A neighbour that has
-- gone elsewhere in the meantime is ignored.
CREATE FUNCTION key_in_column(p_column uuid, p_card uuid, above uuid, below uuid) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  low text;
  high text;
BEGIN
  SELECT x.position INTO high FROM card x WHERE x.id = above AND x.column_id = p_column AND x.id <> p_card;
  IF high IS NOT NULL THEN
    SELECT max(x.position) INTO low FROM card x
    WHERE x.column_id = p_column AND x.position < high AND x.id <> p_card;
    RETURN order_key_between(low, high);
  END IF;
  SELECT x.position INTO low FROM card x WHERE x.id = below AND x.column_id = p_column AND x.id <> p_card;
  IF low IS NOT NULL THEN
    SELECT min(x.position) INTO high FROM card x
    WHERE x.column_id = p_column AND x.position > low AND x.id <> p_card;
    RETURN order_key_between(low, high);
  END IF;
  SELECT max(x.position) INTO low FROM card x WHERE x.column_id = p_column AND x.id <> p_card;
  RETURN order_key_between(low, NULL);
END $$;

-- Position from which on a card counts as started: the commitment point, else the first column that is not backlog.
CREATE FUNCTION commitment_position(b board) RETURNS int
LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT k.position FROM board_column k WHERE k.id = b.commitment_column_id AND k.board_id = b.id),
    (SELECT min(k.position) FROM board_column k WHERE k.board_id = b.id AND k.kind <> 'backlog'))
$$;

-- Writes the transition and what follows from it for the card, in memory: the caller stores `c` once.
-- A null target means that the card leaves the board.
CREATE FUNCTION take_step(b board, INOUT c card, target board_column, p_lane uuid, p_actor uuid, p_overridden boolean,
  OUT step transition)
LANGUAGE plpgsql AS $$
DECLARE
  at CONSTANT timestamptz := greatest(date_trunc('milliseconds', clock_timestamp()), c.entered_column_at);
  was_done CONSTANT boolean := EXISTS (SELECT FROM board_column k WHERE k.id = c.column_id AND k.kind = 'done');
BEGIN
  INSERT INTO transition (board_id, card_id, seq, from_column_id, to_column_id, to_kind, lane_id, actor_id, at, overridden)
  VALUES (b.id, c.id, c.last_seq + 1, c.column_id, target.id, target.kind, p_lane, p_actor, at, p_overridden)
  RETURNING * INTO step;
  IF c.started_at IS NULL AND (target.kind = 'done' OR target.position >= commitment_position(b)) THEN
    c.started_at := at;
  END IF;
  c.finished_at := CASE WHEN target.kind = 'done' THEN CASE WHEN was_done THEN c.finished_at ELSE at END END;
  c.column_id := target.id;
  c.lane_id := p_lane;
  c.entered_column_at := at;
  c.last_seq := step.seq;
END $$;

-- Stores a changed card under its next version.
CREATE FUNCTION store_card(INOUT c card)
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE card x SET
    title = c.title, description = c.description, type = c.type, column_id = c.column_id, lane_id = c.lane_id,
    position = c.position, version = x.version + 1, class_of_service = c.class_of_service, due_on = c.due_on,
    blocked_at = c.blocked_at, updated_at = clock_timestamp(), entered_column_at = c.entered_column_at,
    started_at = c.started_at, finished_at = c.finished_at, archived_at = c.archived_at, deleted_at = c.deleted_at,
    last_seq = c.last_seq
  WHERE x.id = c.id
  RETURNING x.* INTO c;
END $$;

CREATE FUNCTION check_people(b board, people uuid[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM unnest(people) p
    WHERE NOT EXISTS (SELECT FROM membership m WHERE m.team_id = b.team_id AND m.user_id = p)) THEN
    PERFORM refuse_member('assigneeIds', 'Only members of the team can be assigned.');
  END IF;
END $$;

CREATE FUNCTION set_labels(b board, p_card uuid, labels uuid[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM unnest(labels) p
    WHERE NOT EXISTS (SELECT FROM label x WHERE x.id = p AND x.board_id = b.id)) THEN
    PERFORM refuse_member('labelIds', 'No such label on this board.');
  END IF;
  DELETE FROM card_label x WHERE x.card_id = p_card AND x.label_id <> ALL (labels);
  INSERT INTO card_label (board_id, card_id, label_id) SELECT b.id, p_card, p FROM unnest(labels) p
  ON CONFLICT DO NOTHING;
END $$;

CREATE FUNCTION create_card(p_actor uuid, p_roles member_role[], p_override_roles member_role[], p_board uuid,
  p_card uuid, p_command jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  refusal text;
  b board;
  target board_column;
  v_lane CONSTANT uuid := (p_command ->> 'laneId')::uuid;
  people CONSTANT uuid[] := json_ids(coalesce(p_command -> 'assigneeIds', '[]'));
  class CONSTANT text := coalesce(p_command ->> 'classOfService', 'standard');
  at timestamptz;
  breaches jsonb;
  c card;
  step transition;
  numbered bigint;
BEGIN
  b := open_board(p_actor, p_roles, p_board);
  target := find_target(b, (p_command ->> 'columnId')::uuid);
  PERFORM check_lane(b, v_lane);
  PERFORM check_people(b, people);
  breaches := admit(b, p_actor, p_override_roles, p_card, NULL,
    ROW(target.id, v_lane, class, people, false)::card_place, p_command -> 'override');
  at := date_trunc('milliseconds', clock_timestamp());
  UPDATE board SET next_card_number = next_card_number + 1 WHERE id = b.id;
  INSERT INTO card (id, board_id, number, title, description, type, column_id, lane_id, position, class_of_service,
    due_on, created_by_id, created_at, updated_at, entered_column_at, started_at, finished_at, last_seq)
  VALUES (p_card, b.id, b.next_card_number, p_command ->> 'title', coalesce(p_command ->> 'description', ''),
    p_command ->> 'type', target.id, v_lane, key_in_column(target.id, p_card, NULL, NULL), class,
    (p_command ->> 'dueDate')::date, p_actor, at, at, at,
    CASE WHEN target.kind = 'done' OR target.position >= commitment_position(b) THEN at END,
    CASE WHEN target.kind = 'done' THEN at END, 1)
  RETURNING * INTO c;
  INSERT INTO transition (board_id, card_id, seq, to_column_id, to_kind, lane_id, actor_id, at, overridden)
  VALUES (b.id, c.id, 1, target.id, target.kind, v_lane, p_actor, at, is_overridden(breaches))
  RETURNING * INTO step;
  INSERT INTO card_assignee (board_id, card_id, user_id) SELECT b.id, c.id, p FROM unnest(people) p;
  PERFORM set_labels(b, c.id, json_ids(coalesce(p_command -> 'labelIds', '[]')));
  numbered := record_activity(b.id, 'card.created', p_actor, c.id,
    jsonb_build_object('number', c.number, 'title', c.title, 'columnId', target.id));
  PERFORM record_breaches(b, p_actor, c.id, breaches, p_command -> 'override', numbered);
  RETURN jsonb_build_object('ok', jsonb_build_object(
    'card', card_view(c), 'transition', transition_view(step), 'boardVersion', numbered));
EXCEPTION WHEN SQLSTATE 'SL409' THEN
  GET STACKED DIAGNOSTICS refusal = PG_EXCEPTION_DETAIL;
  RETURN jsonb_build_object('refusal', refusal::jsonb);
END $$;

-- One card of a move. Answers {card, transition, boardVersion}.
CREATE FUNCTION move_one(b board, c card, target board_column, p_actor uuid, p_override_roles member_role[],
  p_command jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  before CONSTANT card_place := place_of(c);
  v_lane CONSTANT uuid := CASE WHEN p_command ? 'laneId' THEN (p_command ->> 'laneId')::uuid ELSE c.lane_id END;
  from_column CONSTANT uuid := c.column_id;
  from_lane CONSTANT uuid := c.lane_id;
  after card_place := before;
  breaches jsonb;
  taken record;
  step transition;
  numbered bigint;
BEGIN
  after.column_id := target.id;
  after.lane_id := v_lane;
  breaches := admit(b, p_actor, p_override_roles, c.id, before, after, p_command -> 'override');
  c.position := key_in_column(target.id, c.id, (p_command ->> 'beforeCardId')::uuid, (p_command ->> 'afterCardId')::uuid);
  c.lane_id := v_lane;
  IF target.id <> from_column THEN
    taken := take_step(b, c, target, v_lane, p_actor, is_overridden(breaches));
    c := taken.c;
    step := taken.step;
  END IF;
  c := store_card(c);
  numbered := record_activity(b.id,
    CASE WHEN step.id IS NOT NULL OR v_lane IS DISTINCT FROM from_lane THEN 'card.moved' ELSE 'card.reordered' END,
    p_actor, c.id,
    jsonb_build_object('fromColumnId', from_column, 'toColumnId', target.id, 'fromLaneId', from_lane, 'toLaneId', v_lane));
  PERFORM record_breaches(b, p_actor, c.id, breaches, p_command -> 'override', numbered);
  RETURN jsonb_build_object('card', card_view(c),
    'transition', CASE WHEN step.id IS NOT NULL THEN transition_view(step) END, 'boardVersion', numbered);
END $$;

CREATE FUNCTION move_cards(p_actor uuid, p_roles member_role[], p_override_roles member_role[], p_cards uuid[],
  p_command jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  refusal text;
  b board;
  target board_column;
  v_card uuid;
  c card;
  moved jsonb;
  cards jsonb := '[]';
  steps jsonb := '[]';
BEGIN
  b := open_board(p_actor, p_roles, coalesce((p_command ->> 'boardId')::uuid,
    (SELECT x.board_id FROM card x WHERE x.id = p_cards[1] AND x.deleted_at IS NULL)));
  target := find_target(b, (p_command ->> 'columnId')::uuid);
  PERFORM check_lane(b, (p_command ->> 'laneId')::uuid);
  FOREACH v_card IN ARRAY p_cards LOOP
    SELECT * INTO c FROM card x WHERE x.id = v_card AND x.board_id = b.id AND x.deleted_at IS NULL;
    IF NOT FOUND THEN PERFORM refuse('not-found', jsonb_build_object('cardId', v_card)); END IF;
    IF c.archived_at IS NOT NULL THEN PERFORM refuse('card-archived', jsonb_build_object('cardId', v_card)); END IF;
    IF c.version <> (p_command ->> 'expectedVersion')::int THEN
      PERFORM refuse('version-conflict', jsonb_build_object('cardId', v_card, 'version', c.version));
    END IF;
    moved := move_one(b, c, target, p_actor, p_override_roles, p_command);
    cards := cards || jsonb_build_array(moved -> 'card');
    steps := steps || jsonb_build_array(moved -> 'transition');
  END LOOP;
  RETURN jsonb_build_object('ok', jsonb_build_object(
    'cards', cards, 'transitions', steps, 'boardVersion', moved -> 'boardVersion'));
EXCEPTION WHEN SQLSTATE 'SL409' THEN
  GET STACKED DIAGNOSTICS refusal = PG_EXCEPTION_DETAIL;
  RETURN jsonb_build_object('refusal', refusal::jsonb);
END $$;

CREATE FUNCTION edit_card(p_actor uuid, p_roles member_role[], p_override_roles member_role[], p_card uuid,
  p_command jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  refusal text;
  opened record;
  b board;
  c card;
  people uuid[];
  before card_place;
  after card_place;
  breaches jsonb;
  numbered bigint;
BEGIN
  opened := open_card(p_actor, p_roles, p_card);
  b := opened.b;
  c := opened.c;
  IF c.version <> (p_command ->> 'version')::int THEN
    PERFORM refuse('version-conflict', jsonb_build_object('cardId', c.id, 'version', c.version));
  END IF;
  before := place_of(c);
  people := CASE WHEN p_command ? 'assigneeIds' THEN json_ids(p_command -> 'assigneeIds') ELSE before.assignee_ids END;
  IF p_command ? 'laneId' THEN PERFORM check_lane(b, (p_command ->> 'laneId')::uuid); END IF;
  IF p_command ? 'assigneeIds' THEN
    PERFORM check_people(b, ARRAY(SELECT unnest(people) EXCEPT SELECT unnest(before.assignee_ids)));
  END IF;
  c.title := coalesce(p_command ->> 'title', c.title);
  c.description := coalesce(p_command ->> 'description', c.description);
  c.class_of_service := coalesce(p_command ->> 'classOfService', c.class_of_service);
  IF p_command ? 'type' THEN c.type := p_command ->> 'type'; END IF;
  IF p_command ? 'laneId' THEN c.lane_id := (p_command ->> 'laneId')::uuid; END IF;
  IF p_command ? 'dueDate' THEN c.due_on := (p_command ->> 'dueDate')::date; END IF;
  after := before;
  after.lane_id := c.lane_id;
  after.class_of_service := c.class_of_service;
  after.assignee_ids := people;
  breaches := admit(b, p_actor, p_override_roles, c.id, before, after, p_command -> 'override');
  DELETE FROM card_assignee x WHERE x.card_id = c.id AND x.user_id <> ALL (people);
  INSERT INTO card_assignee (board_id, card_id, user_id) SELECT b.id, c.id, p FROM unnest(people) p
  ON CONFLICT DO NOTHING;
  IF p_command ? 'labelIds' THEN PERFORM set_labels(b, c.id, json_ids(p_command -> 'labelIds')); END IF;
  c := store_card(c);
  numbered := record_activity(b.id, 'card.updated', p_actor, c.id, jsonb_build_object('changed', (
    SELECT coalesce(jsonb_agg(k), '[]') FROM jsonb_object_keys(p_command) k WHERE k NOT IN ('version', 'override'))));
  PERFORM record_breaches(b, p_actor, c.id, breaches, p_command -> 'override', numbered);
  RETURN jsonb_build_object('ok', jsonb_build_object('card', card_view(c), 'boardVersion', numbered));
EXCEPTION WHEN SQLSTATE 'SL409' THEN
  GET STACKED DIAGNOSTICS refusal = PG_EXCEPTION_DETAIL;
  RETURN jsonb_build_object('refusal', refusal::jsonb);
END $$;

-- Done cards stay finished in the log; any other card leaves the board.
CREATE FUNCTION archive_card(p_actor uuid, p_roles member_role[], p_card uuid) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  refusal text;
  opened record;
  b board;
  c card;
  taken record;
  step transition;
  numbered bigint;
BEGIN
  opened := open_card(p_actor, p_roles, p_card);
  b := opened.b;
  c := opened.c;
  IF c.archived_at IS NOT NULL THEN PERFORM refuse('card-archived', jsonb_build_object('cardId', c.id)); END IF;
  IF NOT EXISTS (SELECT FROM board_column k WHERE k.id = c.column_id AND k.kind = 'done') THEN
    taken := take_step(b, c, NULL, c.lane_id, p_actor, false);
    c := taken.c;
    step := taken.step;
  END IF;
  c.archived_at := clock_timestamp();
  c := store_card(c);
  numbered := record_activity(b.id, 'card.archived', p_actor, c.id, jsonb_build_object('fromColumnId', step.from_column_id));
  RETURN jsonb_build_object('ok', jsonb_build_object('card', card_view(c),
    'transition', CASE WHEN step.id IS NOT NULL THEN transition_view(step) END, 'boardVersion', numbered));
EXCEPTION WHEN SQLSTATE 'SL409' THEN
  GET STACKED DIAGNOSTICS refusal = PG_EXCEPTION_DETAIL;
  RETURN jsonb_build_object('refusal', refusal::jsonb);
END $$;

-- Back into the column that it left, or the one asked for, at the end.
CREATE FUNCTION restore_card(p_actor uuid, p_roles member_role[], p_override_roles member_role[], p_card uuid,
  p_command jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  refusal text;
  opened record;
  b board;
  c card;
  target board_column;
  after card_place;
  breaches jsonb;
  taken record;
  step transition;
  numbered bigint;
BEGIN
  opened := open_card(p_actor, p_roles, p_card);
  b := opened.b;
  c := opened.c;
  IF c.archived_at IS NULL THEN
    RETURN jsonb_build_object('ok', jsonb_build_object('card', card_view(c), 'transition', NULL, 'boardVersion', b.version));
  END IF;
  target := find_target(b, coalesce((p_command ->> 'columnId')::uuid, c.column_id,
    (SELECT t.from_column_id FROM transition t WHERE t.card_id = c.id AND t.seq = c.last_seq)));
  after := place_of(c);
  after.column_id := target.id;
  breaches := admit(b, p_actor, p_override_roles, c.id, NULL, after, p_command -> 'override');
  c.position := key_in_column(target.id, c.id, NULL, NULL);
  c.archived_at := NULL;
  IF c.column_id IS DISTINCT FROM target.id THEN
    taken := take_step(b, c, target, c.lane_id, p_actor, is_overridden(breaches));
    c := taken.c;
    step := taken.step;
  END IF;
  c := store_card(c);
  numbered := record_activity(b.id, 'card.restored', p_actor, c.id, jsonb_build_object('toColumnId', target.id));
  PERFORM record_breaches(b, p_actor, c.id, breaches, p_command -> 'override', numbered);
  RETURN jsonb_build_object('ok', jsonb_build_object('card', card_view(c),
    'transition', CASE WHEN step.id IS NOT NULL THEN transition_view(step) END, 'boardVersion', numbered));
EXCEPTION WHEN SQLSTATE 'SL409' THEN
  GET STACKED DIAGNOSTICS refusal = PG_EXCEPTION_DETAIL;
  RETURN jsonb_build_object('refusal', refusal::jsonb);
END $$;

-- The card ceases to exist for people and reports; its history before stays.
CREATE FUNCTION delete_card(p_actor uuid, p_roles member_role[], p_card uuid) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  refusal text;
  opened record;
  b board;
  c card;
  taken record;
  step transition;
  numbered bigint;
BEGIN
  opened := open_card(p_actor, p_roles, p_card);
  b := opened.b;
  c := opened.c;
  IF c.column_id IS NOT NULL THEN
    taken := take_step(b, c, NULL, c.lane_id, p_actor, false);
    c := taken.c;
    step := taken.step;
  END IF;
  c.deleted_at := clock_timestamp();
  c.archived_at := coalesce(c.archived_at, c.deleted_at);
  c := store_card(c);
  numbered := record_activity(b.id, 'card.deleted', p_actor, c.id,
    jsonb_build_object('number', c.number, 'title', c.title, 'fromColumnId', step.from_column_id));
  RETURN jsonb_build_object('ok', jsonb_build_object('card', card_view(c),
    'transition', CASE WHEN step.id IS NOT NULL THEN transition_view(step) END, 'boardVersion', numbered));
EXCEPTION WHEN SQLSTATE 'SL409' THEN
  GET STACKED DIAGNOSTICS refusal = PG_EXCEPTION_DETAIL;
  RETURN jsonb_build_object('refusal', refusal::jsonb);
END $$;

CREATE FUNCTION block_card(p_actor uuid, p_roles member_role[], p_card uuid, p_command jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  refusal text;
  opened record;
  b board;
  c card;
  numbered bigint;
BEGIN
  opened := open_card(p_actor, p_roles, p_card);
  b := opened.b;
  c := opened.c;
  IF c.archived_at IS NOT NULL THEN PERFORM refuse('card-archived', jsonb_build_object('cardId', c.id)); END IF;
  IF c.blocked_at IS NULL THEN
    c.blocked_at := date_trunc('milliseconds', clock_timestamp());
    INSERT INTO card_block (board_id, card_id, reason, category, blocked_at, blocked_by_id)
    VALUES (b.id, c.id, p_command ->> 'reason', p_command ->> 'category', c.blocked_at, p_actor);
  ELSE
    UPDATE card_block x SET reason = p_command ->> 'reason', category = p_command ->> 'category'
    WHERE x.card_id = c.id AND x.unblocked_at IS NULL;
  END IF;
  c := store_card(c);
  numbered := record_activity(b.id, 'card.blocked', p_actor, c.id, p_command);
  RETURN jsonb_build_object('ok', jsonb_build_object('card', card_view(c), 'boardVersion', numbered));
EXCEPTION WHEN SQLSTATE 'SL409' THEN
  GET STACKED DIAGNOSTICS refusal = PG_EXCEPTION_DETAIL;
  RETURN jsonb_build_object('refusal', refusal::jsonb);
END $$;

-- On a board where blocked cards take no slot, an unblocked card comes newly under its limits.
CREATE FUNCTION unblock_card(p_actor uuid, p_roles member_role[], p_override_roles member_role[], p_card uuid,
  p_command jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  refusal text;
  opened record;
  b board;
  c card;
  before card_place;
  after card_place;
  breaches jsonb;
  numbered bigint;
BEGIN
  opened := open_card(p_actor, p_roles, p_card);
  b := opened.b;
  c := opened.c;
  IF c.blocked_at IS NULL THEN
    RETURN jsonb_build_object('ok', jsonb_build_object('card', card_view(c), 'boardVersion', b.version));
  END IF;
  before := place_of(c);
  after := before;
  after.blocked := false;
  breaches := admit(b, p_actor, p_override_roles, c.id, before, after, p_command -> 'override');
  UPDATE card_block x SET unblocked_at = date_trunc('milliseconds', clock_timestamp()), unblocked_by_id = p_actor
  WHERE x.card_id = c.id AND x.unblocked_at IS NULL;
  c.blocked_at := NULL;
  c := store_card(c);
  numbered := record_activity(b.id, 'card.unblocked', p_actor, c.id, '{}');
  PERFORM record_breaches(b, p_actor, c.id, breaches, p_command -> 'override', numbered);
  RETURN jsonb_build_object('ok', jsonb_build_object('card', card_view(c), 'boardVersion', numbered));
EXCEPTION WHEN SQLSTATE 'SL409' THEN
  GET STACKED DIAGNOSTICS refusal = PG_EXCEPTION_DETAIL;
  RETURN jsonb_build_object('refusal', refusal::jsonb);
END $$;

-- What started_at and finished_at of every card are under the board's present workflow, from the log alone.
CREATE FUNCTION flow_marks(p_board uuid, OUT card_id uuid, OUT started_at timestamptz, OUT finished_at timestamptz)
RETURNS SETOF record
LANGUAGE sql STABLE AS $$
  SELECT c.id,
    min(t.at) FILTER (WHERE k.kind = 'done' OR k.position >= w.committed_from),
    CASE WHEN h.kind = 'done' THEN max(t.at) FILTER (WHERE k.kind = 'done' AND f.kind IS DISTINCT FROM 'done') END
  -- OFFSET 0 keeps the commitment point from being asked for again with every transition.
  FROM (SELECT commitment_position(b) AS committed_from FROM board b WHERE b.id = p_board OFFSET 0) w
  JOIN card c ON c.board_id = p_board
  JOIN transition t ON t.card_id = c.id AND t.board_id = p_board
  LEFT JOIN board_column k ON k.id = t.to_column_id
  LEFT JOIN board_column f ON f.id = t.from_column_id
  LEFT JOIN board_column h ON h.id = c.column_id
  GROUP BY c.id, h.kind
$$;

-- Rebuilds the marks after the workflow changed: the kind or order of columns, or the commitment point.
CREATE FUNCTION project_board(p_board uuid) RETURNS void
LANGUAGE sql AS $$
  UPDATE card c SET started_at = m.started_at, finished_at = m.finished_at
  FROM flow_marks(p_board) m
  WHERE c.id = m.card_id
    AND (c.started_at, c.finished_at) IS DISTINCT FROM (m.started_at, m.finished_at)
$$;
