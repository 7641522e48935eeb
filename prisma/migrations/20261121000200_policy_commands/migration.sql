-- One function per intention on cards, all of one form, behind one entrance: run_command. It alone catches refusals
-- and lets waiting cards know of freed slots. Still one round trip per intention.

DROP FUNCTION create_card(uuid, member_role[], member_role[], uuid, uuid, jsonb);
DROP FUNCTION move_cards(uuid, member_role[], member_role[], uuid[], jsonb);
DROP FUNCTION move_one(board, card, board_column, uuid, member_role[], jsonb);
DROP FUNCTION edit_card(uuid, member_role[], member_role[], uuid, jsonb);
DROP FUNCTION archive_card(uuid, member_role[], uuid);
DROP FUNCTION restore_card(uuid, member_role[], member_role[], uuid, jsonb);
DROP FUNCTION delete_card(uuid, member_role[], uuid);
DROP FUNCTION block_card(uuid, member_role[], uuid, jsonb);
DROP FUNCTION unblock_card(uuid, member_role[], member_role[], uuid, jsonb);
DROP FUNCTION admit(board, uuid, member_role[], uuid, card_place, card_place, jsonb);
DROP FUNCTION record_breaches(board, uuid, uuid, jsonb, jsonb, bigint);
DROP FUNCTION take_step(board, card, board_column, uuid, uuid, boolean);

-- What somebody wants: who asks, which roles may, which of them may go over limits, what it is about (a card or a
-- board), and the rest. `undoes` in the body: version of the activity that this takes back.
CREATE TYPE intention AS (
  actor uuid,
  roles member_role[],
  override_roles member_role[],
  target uuid,
  body jsonb
);

CREATE FUNCTION with_body(i intention, p_target uuid, p_body jsonb) RETURNS intention
LANGUAGE sql IMMUTABLE AS $$
  SELECT ROW(i.actor, i.roles, i.override_roles, p_target,
    p_body || CASE WHEN i.body ? 'override' THEN jsonb_build_object('override', i.body -> 'override') ELSE '{}' END
  )::intention
$$;

CREATE FUNCTION record_intention(i intention, p_board uuid, p_type text, p_card uuid, p_detail jsonb) RETURNS bigint
LANGUAGE sql AS $$
  SELECT record_activity(p_board, p_type, i.actor, p_card, p_detail
    || CASE WHEN i.body ? 'undoes' THEN jsonb_build_object('undoes', i.body -> 'undoes') ELSE '{}' END)
$$;

-- The limits that an override is bound to, with the maximum seen of each.
CREATE FUNCTION overridden_limits(override jsonb) RETURNS TABLE (limit_id uuid, max_seen int)
LANGUAGE sql IMMUTABLE AS $$
  SELECT (x ->> 'limitId')::uuid, (x ->> 'maxSeen')::int
  FROM jsonb_array_elements(jsonb_build_array(override) || coalesce(override -> 'also', '[]')) x
  WHERE x ->> 'limitId' IS NOT NULL
$$;

-- An override holds for the limits that its author saw, as they were then; for any other state it is stale.
CREATE FUNCTION require_fresh(b board, override jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  seen record;
  l wip_limit;
BEGIN
  FOR seen IN SELECT * FROM overridden_limits(override) LOOP
    SELECT * INTO l FROM wip_limit w WHERE w.id = seen.limit_id AND w.board_id = b.id AND w.removed_at IS NULL;
    IF l.max IS DISTINCT FROM seen.max_seen THEN
      PERFORM refuse('override-stale',
        CASE WHEN l.id IS NULL THEN '{}' ELSE jsonb_build_object('limit', limit_view(l, b)) END);
    END IF;
  END LOOP;
END $$;

-- The breaches that this change may make and must record; refuses when a cord or a limit forbids it.
CREATE FUNCTION admit(b board, i intention, p_card uuid, before card_place, after card_place) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  breaches CONSTANT jsonb := find_breaches(b, p_card, before, after);
  cord CONSTANT andon := pulled_cord(before.column_id, after.column_id);
  may_override boolean := false;
  refusing jsonb;
BEGIN
  IF cord.id IS NOT NULL THEN
    PERFORM refuse('column-locked',
      jsonb_build_object('cardId', p_card, 'columnId', cord.column_id, 'reason', cord.reason));
  END IF;
  IF breaches = '[]' AND NOT i.body ? 'override' THEN RETURN breaches; END IF;
  may_override := EXISTS (
    SELECT FROM membership m WHERE m.team_id = b.team_id AND m.user_id = i.actor AND m.role = ANY (i.override_roles));
  IF may_override THEN PERFORM require_fresh(b, i.body -> 'override'); END IF;
  SELECT jsonb_agg(x || jsonb_build_object('holders', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('cardId', h.id, 'number', h.number, 'title', h.title,
        'enteredColumnAt', iso_instant(h.entered_column_at)) ORDER BY h.entered_column_at, h.number), '[]')
      FROM wip_limit l, limit_holders(l, b, (x ->> 'userId')::uuid) h
      WHERE l.id = (x ->> 'id')::uuid AND h.id IS DISTINCT FROM p_card)))
    INTO refusing
    FROM jsonb_array_elements(breaches) x
    WHERE x ->> 'mode' = 'hard'
      OR x ->> 'mode' = 'reason' AND NOT (may_override
        AND EXISTS (SELECT FROM overridden_limits(i.body -> 'override') o WHERE o.limit_id = (x ->> 'id')::uuid));
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

CREATE FUNCTION record_breaches(b board, i intention, p_card uuid, breaches jsonb, p_version bigint) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO limit_breach (board_id, limit_id, card_id, mode, max, count, actor_id, reason, at, version, xact)
  SELECT b.id, (x ->> 'id')::uuid, p_card, (x ->> 'mode')::limit_mode, (x ->> 'max')::int, (x ->> 'count')::int,
    i.actor, CASE WHEN x ->> 'mode' = 'reason' THEN i.body -> 'override' ->> 'reason' END,
    date_trunc('milliseconds', clock_timestamp()), p_version, pg_current_xact_id()::text::bigint
  FROM jsonb_array_elements(breaches) x
$$;

-- The instant of a change, read under the board's lock: never before what the board's log has already, whatever becomes
-- of the clock.
CREATE FUNCTION board_instant(p_board uuid) RETURNS timestamptz
LANGUAGE sql AS $$
  SELECT greatest(date_trunc('milliseconds', clock_timestamp()),
    (SELECT t.at FROM transition t WHERE t.board_id = p_board ORDER BY t.at DESC, t.id DESC LIMIT 1))
$$;

-- Writes the transition and what follows from it for the card, in memory: the caller stores `c` once.
-- A null target means that the card leaves the board.
CREATE FUNCTION take_step(b board, INOUT c card, target board_column, p_actor uuid, p_overridden boolean,
  OUT step transition)
LANGUAGE plpgsql AS $$
DECLARE
  at CONSTANT timestamptz := board_instant(b.id);
  was_done CONSTANT boolean := EXISTS (SELECT FROM board_column k WHERE k.id = c.column_id AND k.kind = 'done');
BEGIN
  INSERT INTO transition (board_id, card_id, seq, from_column_id, to_column_id, to_kind, lane_id, actor_id, at, overridden)
  VALUES (b.id, c.id, c.last_seq + 1, c.column_id, target.id, target.kind, c.lane_id, p_actor, at, p_overridden)
  RETURNING * INTO step;
  IF c.started_at IS NULL AND (target.kind = 'done' OR target.position >= commitment_position(b)) THEN
    c.started_at := at;
  END IF;
  c.finished_at := CASE WHEN target.kind = 'done' THEN CASE WHEN was_done THEN c.finished_at ELSE at END END;
  c.column_id := target.id;
  c.entered_column_at := at;
  c.last_seq := step.seq;
END $$;

CREATE FUNCTION step_answer(c card, step transition, p_version bigint) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('card', card_view(c),
    'transition', CASE WHEN step.id IS NOT NULL THEN transition_view(step) END, 'boardVersion', p_version)
$$;

-- Target: the board. Body: a card as the contract has it, and its `id`.
CREATE FUNCTION create_card(i intention) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  b board := open_board(i.actor, i.roles, i.target);
  target CONSTANT board_column := find_target(b, (i.body ->> 'columnId')::uuid);
  v_card CONSTANT uuid := (i.body ->> 'id')::uuid;
  v_lane CONSTANT uuid := (i.body ->> 'laneId')::uuid;
  people CONSTANT uuid[] := json_ids(coalesce(i.body -> 'assigneeIds', '[]'));
  class CONSTANT text := coalesce(i.body ->> 'classOfService', 'standard');
  at timestamptz;
  breaches jsonb;
  c card;
  step transition;
  numbered bigint;
BEGIN
  PERFORM check_lane(b, v_lane);
  PERFORM check_people(b, people);
  breaches := admit(b, i, v_card, NULL, ROW(target.id, v_lane, class, people, false)::card_place);
  at := board_instant(b.id);
  UPDATE board SET next_card_number = next_card_number + 1 WHERE id = b.id
  RETURNING next_card_number - 1 INTO b.next_card_number;
  INSERT INTO card (id, board_id, number, title, description, type, column_id, lane_id, position, class_of_service,
    due_on, created_by_id, created_at, updated_at, entered_column_at, started_at, finished_at, last_seq)
  VALUES (v_card, b.id, b.next_card_number, i.body ->> 'title', coalesce(i.body ->> 'description', ''),
    i.body ->> 'type', target.id, v_lane, key_in_column(target.id, v_card, NULL, NULL), class,
    (i.body ->> 'dueDate')::date, i.actor, at, at, at,
    CASE WHEN target.kind = 'done' OR target.position >= commitment_position(b) THEN at END,
    CASE WHEN target.kind = 'done' THEN at END, 1)
  RETURNING * INTO c;
  INSERT INTO transition (board_id, card_id, seq, to_column_id, to_kind, lane_id, actor_id, at, overridden)
  VALUES (b.id, c.id, 1, target.id, target.kind, v_lane, i.actor, at, is_overridden(breaches))
  RETURNING * INTO step;
  INSERT INTO card_assignee (board_id, card_id, user_id) SELECT b.id, c.id, p FROM unnest(people) p;
  PERFORM set_labels(b, c.id, json_ids(coalesce(i.body -> 'labelIds', '[]')));
  numbered := record_intention(i, b.id, 'card.created', c.id,
    jsonb_build_object('number', c.number, 'title', c.title, 'columnId', target.id));
  PERFORM record_breaches(b, i, c.id, breaches, numbered);
  RETURN step_answer(c, step, numbered);
END $$;

-- Target: the board. Body: {items: cards as create_card wants them}. All or none; a refusal names the first that does
-- not fit by its index.
CREATE FUNCTION import_cards(i intention) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  item jsonb;
  created jsonb;
  cards jsonb := '[]';
  refusal text;
BEGIN
  FOR item IN SELECT x FROM jsonb_array_elements(i.body -> 'items') x LOOP
    created := create_card(with_body(i, i.target, item));
    cards := cards || jsonb_build_array(created -> 'card');
  END LOOP;
  RETURN jsonb_build_object('cards', cards, 'boardVersion', created -> 'boardVersion');
EXCEPTION WHEN SQLSTATE 'SL409' THEN
  GET STACKED DIAGNOSTICS refusal = PG_EXCEPTION_DETAIL;
  PERFORM refuse(refusal::jsonb ->> 'code', refusal::jsonb - 'cardId'
    || jsonb_build_object('index', jsonb_array_length(cards)));
END $$;

-- Confirms exit policies of the card's column with the move itself, then asks whether all required ones are.
CREATE FUNCTION require_policies(i intention, c card, target board_column) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  unmet jsonb;
BEGIN
  INSERT INTO exit_check (board_id, card_id, policy_id, confirmed_at, confirmed_by_id)
  SELECT c.board_id, c.id, p.id, greatest(date_trunc('milliseconds', clock_timestamp()), c.entered_column_at), i.actor
  FROM exit_policy p
  WHERE p.column_id = c.column_id AND p.archived_at IS NULL
    AND p.id = ANY (json_ids(coalesce(i.body -> 'confirmedPolicyIds', '[]')))
  ON CONFLICT (card_id, policy_id)
    DO UPDATE SET confirmed_at = EXCLUDED.confirmed_at, confirmed_by_id = EXCLUDED.confirmed_by_id;
  unmet := unmet_policies(c, target);
  IF unmet <> '[]' THEN
    PERFORM refuse('exit-policy-unmet',
      jsonb_build_object('cardId', c.id, 'columnId', c.column_id, 'policies', unmet));
  END IF;
END $$;

-- One card of a move. `position` in the body: the order key that the card had there before; taken where it is free.
CREATE FUNCTION move_one(b board, i intention, c card, target board_column) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  was CONSTANT card := c;
  before CONSTANT card_place := place_of(c);
  after card_place := before;
  breaches jsonb;
  taken record;
  step transition;
  numbered bigint;
BEGIN
  IF i.body ? 'laneId' THEN c.lane_id := (i.body ->> 'laneId')::uuid; END IF;
  after.column_id := target.id;
  after.lane_id := c.lane_id;
  IF target.id <> was.column_id AND NOT i.body ? 'undoes' THEN PERFORM require_policies(i, was, target); END IF;
  breaches := admit(b, i, c.id, before, after);
  c.position := coalesce(
    (SELECT i.body ->> 'position' WHERE NOT EXISTS (
      SELECT FROM card x WHERE x.column_id = target.id AND x.position = i.body ->> 'position' AND x.id <> c.id)),
    key_in_column(target.id, c.id, (i.body ->> 'beforeCardId')::uuid, (i.body ->> 'afterCardId')::uuid));
  IF target.id <> was.column_id THEN
    taken := take_step(b, c, target, i.actor, is_overridden(breaches));
    c := taken.c;
    step := taken.step;
  END IF;
  c := store_card(c);
  numbered := record_intention(i, b.id,
    CASE WHEN step.id IS NOT NULL OR c.lane_id IS DISTINCT FROM was.lane_id THEN 'card.moved' ELSE 'card.reordered' END,
    c.id, jsonb_build_object('fromColumnId', was.column_id, 'toColumnId', target.id, 'fromLaneId', was.lane_id,
      'toLaneId', c.lane_id, 'fromPosition', was.position));
  PERFORM record_breaches(b, i, c.id, breaches, numbered);
  RETURN step_answer(c, step, numbered);
END $$;

-- Target: the board, or a card of it where there is only one. Body: {cardIds, columnId, …}; all or none.
CREATE FUNCTION move_cards(i intention) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  b board := open_board(i.actor, i.roles, coalesce(
    (SELECT x.board_id FROM card x WHERE x.id = i.target AND x.deleted_at IS NULL), i.target));
  target CONSTANT board_column := find_target(b, (i.body ->> 'columnId')::uuid);
  v_card uuid;
  c card;
  moved jsonb;
  cards jsonb := '[]';
  steps jsonb := '[]';
BEGIN
  PERFORM check_lane(b, (i.body ->> 'laneId')::uuid);
  FOR v_card IN SELECT x::uuid FROM jsonb_array_elements_text(i.body -> 'cardIds') x LOOP
    SELECT * INTO c FROM card x WHERE x.id = v_card AND x.board_id = b.id AND x.deleted_at IS NULL;
    IF NOT FOUND THEN PERFORM refuse('not-found', jsonb_build_object('cardId', v_card)); END IF;
    IF c.archived_at IS NOT NULL THEN PERFORM refuse('card-archived', jsonb_build_object('cardId', v_card)); END IF;
    IF c.version <> (i.body ->> 'expectedVersion')::int THEN
      PERFORM refuse('version-conflict', jsonb_build_object('cardId', v_card, 'version', c.version));
    END IF;
    moved := move_one(b, i, c, target);
    cards := cards || jsonb_build_array(moved -> 'card');
    steps := steps || jsonb_build_array(moved -> 'transition');
  END LOOP;
  RETURN jsonb_build_object('cards', cards, 'transitions', steps, 'boardVersion', moved -> 'boardVersion');
END $$;

-- The members of a card that an edit names, as they are now: what it takes to undo the edit.
CREATE FUNCTION present_members(c card, p_edit jsonb) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_object_agg(m.key, m.value), '{}')
  FROM jsonb_each(card_view(c) || jsonb_build_object('description', c.description)) m
  WHERE p_edit ? m.key AND m.key <> 'version'
$$;

CREATE FUNCTION edit_card(i intention) RETURNS jsonb
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

-- Takes the card off the board. Done cards stay finished in the log unless they are to be forgotten; any other card
-- leaves its column.
CREATE FUNCTION remove_card(b board, i intention, c card, p_forget boolean, p_type text, p_detail jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  from_column CONSTANT uuid := c.column_id;
  taken record;
  step transition;
  numbered bigint;
BEGIN
  IF c.column_id IS NOT NULL AND (p_forget
    OR NOT EXISTS (SELECT FROM board_column k WHERE k.id = c.column_id AND k.kind = 'done')) THEN
    taken := take_step(b, c, NULL, i.actor, false);
    c := taken.c;
    step := taken.step;
  END IF;
  c.archived_at := coalesce(c.archived_at, date_trunc('milliseconds', clock_timestamp()));
  IF p_forget THEN c.deleted_at := date_trunc('milliseconds', clock_timestamp()); END IF;
  c := store_card(c);
  numbered := record_intention(i, b.id, p_type, c.id, jsonb_build_object('fromColumnId', from_column) || p_detail);
  RETURN step_answer(c, step, numbered);
END $$;

CREATE FUNCTION archive_card(i intention) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  opened CONSTANT record := open_card(i.actor, i.roles, i.target);
  c CONSTANT card := opened.c;
BEGIN
  IF c.archived_at IS NOT NULL THEN PERFORM refuse('card-archived', jsonb_build_object('cardId', c.id)); END IF;
  RETURN remove_card(opened.b, i, c, false, 'card.archived', '{}');
END $$;

-- The card ceases to exist for people and reports; its history before stays.
CREATE FUNCTION delete_card(i intention) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  opened CONSTANT record := open_card(i.actor, i.roles, i.target);
  c CONSTANT card := opened.c;
BEGIN
  RETURN remove_card(opened.b, i, c, true, 'card.deleted', jsonb_build_object('number', c.number, 'title', c.title));
END $$;

-- Back into the column that it left, or the one asked for, at the end; without its lane where that is no more.
CREATE FUNCTION restore_card(i intention) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  opened CONSTANT record := open_card(i.actor, i.roles, i.target);
  b CONSTANT board := opened.b;
  c card := opened.c;
  target board_column;
  after card_place;
  breaches jsonb;
  taken record;
  step transition;
  numbered bigint;
BEGIN
  IF c.archived_at IS NULL THEN RETURN step_answer(c, NULL, b.version); END IF;
  target := find_target(b, coalesce((i.body ->> 'columnId')::uuid, c.column_id,
    (SELECT t.from_column_id FROM transition t WHERE t.card_id = c.id AND t.seq = c.last_seq)));
  c.lane_id := (SELECT x.id FROM lane x WHERE x.id = c.lane_id AND x.archived_at IS NULL);
  after := place_of(c);
  after.column_id := target.id;
  breaches := admit(b, i, c.id, NULL, after);
  c.position := key_in_column(target.id, c.id, NULL, NULL);
  c.archived_at := NULL;
  IF c.column_id IS DISTINCT FROM target.id THEN
    taken := take_step(b, c, target, i.actor, is_overridden(breaches));
    c := taken.c;
    step := taken.step;
  END IF;
  c := store_card(c);
  numbered := record_intention(i, b.id, 'card.restored', c.id, jsonb_build_object('toColumnId', target.id));
  PERFORM record_breaches(b, i, c.id, breaches, numbered);
  RETURN step_answer(c, step, numbered);
END $$;

CREATE FUNCTION block_card(i intention) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  opened CONSTANT record := open_card(i.actor, i.roles, i.target);
  b CONSTANT board := opened.b;
  c card := opened.c;
BEGIN
  IF c.archived_at IS NOT NULL THEN PERFORM refuse('card-archived', jsonb_build_object('cardId', c.id)); END IF;
  IF i.body ->> 'category' <> ALL (b.block_categories) AND NOT i.body ? 'undoes' THEN
    PERFORM refuse_member('category', 'Not one of this board''s categories: '
      || array_to_string(b.block_categories, ', ') || '.');
  END IF;
  IF c.blocked_at IS NULL THEN
    c.blocked_at := date_trunc('milliseconds', clock_timestamp());
    INSERT INTO card_block (board_id, card_id, reason, category, blocked_at, blocked_by_id)
    VALUES (b.id, c.id, i.body ->> 'reason', i.body ->> 'category', c.blocked_at, i.actor);
  ELSE
    UPDATE card_block x SET reason = i.body ->> 'reason', category = i.body ->> 'category'
    WHERE x.card_id = c.id AND x.unblocked_at IS NULL;
  END IF;
  c := store_card(c);
  RETURN step_answer(c, NULL, record_intention(i, b.id, 'card.blocked', c.id,
    jsonb_build_object('reason', i.body -> 'reason', 'category', i.body -> 'category')));
END $$;

-- On a board where blocked cards take no slot, an unblocked card comes newly under its limits.
CREATE FUNCTION unblock_card(i intention) RETURNS jsonb
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
  UPDATE card_block x SET unblocked_at = date_trunc('milliseconds', clock_timestamp()), unblocked_by_id = i.actor
  WHERE x.card_id = c.id AND x.unblocked_at IS NULL RETURNING x.* INTO ended;
  c.blocked_at := NULL;
  c := store_card(c);
  numbered := record_intention(i, b.id, 'card.unblocked', c.id,
    jsonb_build_object('reason', ended.reason, 'category', ended.category));
  PERFORM record_breaches(b, i, c.id, breaches, numbered);
  RETURN step_answer(c, NULL, numbered);
END $$;

-- To another board: the card leaves this one and comes in there as a new one with the same content, under the limits
-- there. Both boards are locked, in the order of their ids. Body: {boardId, columnId, laneId?, id: of the new card}.
CREATE FUNCTION transfer_card(i intention) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_to CONSTANT uuid := (i.body ->> 'boardId')::uuid;
  v_from CONSTANT uuid := (SELECT x.board_id FROM card x WHERE x.id = i.target AND x.deleted_at IS NULL);
  opened record;
  c card;
  b board;
  label_ids uuid[];
  created jsonb;
  block card_block;
BEGIN
  IF v_to = v_from THEN PERFORM refuse_member('boardId', 'The card is on this board already.'); END IF;
  PERFORM open_board(i.actor, i.roles, least(v_to, v_from));
  PERFORM open_board(i.actor, i.roles, greatest(v_to, v_from));
  opened := open_card(i.actor, i.roles, i.target);
  c := opened.c;
  IF c.archived_at IS NOT NULL THEN PERFORM refuse('card-archived', jsonb_build_object('cardId', c.id)); END IF;
  SELECT * INTO b FROM board x WHERE x.id = v_to;
  label_ids := carry_labels(i, c, b);
  created := create_card(with_body(i, v_to, jsonb_build_object(
    'id', i.body -> 'id', 'columnId', i.body -> 'columnId', 'laneId', i.body -> 'laneId', 'title', c.title,
    'description', c.description, 'type', c.type, 'classOfService', c.class_of_service,
    'dueDate', to_char(c.due_on, 'YYYY-MM-DD'), 'labelIds', label_ids,
    'assigneeIds', ARRAY(SELECT a.user_id FROM card_assignee a
      JOIN membership m ON m.team_id = b.team_id AND m.user_id = a.user_id WHERE a.card_id = c.id))));
  SELECT * INTO block FROM card_block x WHERE x.card_id = c.id AND x.unblocked_at IS NULL;
  IF block.id IS NOT NULL THEN
    UPDATE card_block x SET unblocked_at = date_trunc('milliseconds', clock_timestamp()), unblocked_by_id = i.actor
    WHERE x.id = block.id;
    c.blocked_at := NULL;
    created := created || block_card(with_body(i, (i.body ->> 'id')::uuid, jsonb_build_object('reason', block.reason,
      'category', CASE WHEN block.category = ANY (b.block_categories) THEN block.category ELSE b.block_categories[1] END)));
  END IF;
  PERFORM remove_card(opened.b, i, c, true, 'card.transferred', jsonb_build_object(
    'number', c.number, 'title', c.title, 'toBoardId', v_to, 'toCardId', i.body -> 'id'));
  RETURN created || jsonb_build_object('boardId', v_to, 'fromBoardId', v_from);
END $$;

-- The labels of a card by their names on another board; those that it lacks are added there.
CREATE FUNCTION carry_labels(i intention, c card, b board) RETURNS uuid[]
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

-- Undo: an earlier activity of the same person, taken back by the ordinary command that does the opposite.

-- Which later activities on a card stand in the way of undoing this one.
CREATE FUNCTION is_superseded(a activity) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM activity l
    WHERE l.card_id = a.card_id AND l.board_id = a.board_id AND l.version > a.version AND NOT l.detail ? 'undoes'
      AND NOT EXISTS (SELECT FROM activity u WHERE u.card_id = l.card_id AND u.board_id = l.board_id
        AND u.version > l.version AND (u.detail ->> 'undoes')::bigint = l.version)
      AND (a.type = 'card.created'
        OR l.type IN ('card.archived', 'card.deleted', 'card.transferred')
        OR a.type IN ('card.blocked', 'card.unblocked') AND l.type IN ('card.blocked', 'card.unblocked')
        OR a.type = 'card.updated' AND l.type = 'card.updated'
        OR a.type = 'card.reordered' AND l.type IN ('card.reordered', 'card.moved', 'card.restored')
        OR a.type IN ('card.moved', 'card.archived', 'card.restored') AND l.type IN ('card.moved', 'card.restored')))
$$;

-- The newest activity of this person of the last day that can be undone and has not been; or the one asked for.
CREATE FUNCTION find_undoable(i intention, b board) RETURNS activity
LANGUAGE plpgsql AS $$
DECLARE
  a activity;
BEGIN
  SELECT x.* INTO a FROM activity x
  WHERE x.board_id = b.id AND x.actor_id = i.actor AND x.card_id IS NOT NULL AND NOT x.detail ? 'undoes'
    AND x.type IN ('card.created', 'card.moved', 'card.reordered', 'card.updated', 'card.archived', 'card.restored',
      'card.blocked', 'card.unblocked')
    AND x.at > clock_timestamp() - interval '1 day'
    AND (NOT i.body ? 'version' OR x.version = (i.body ->> 'version')::bigint)
    AND NOT EXISTS (SELECT FROM activity u WHERE u.card_id = x.card_id AND u.board_id = x.board_id
      AND u.version > x.version AND (u.detail ->> 'undoes')::bigint = x.version)
    AND (i.body ? 'version' OR NOT is_superseded(x))
  ORDER BY x.version DESC LIMIT 1;
  IF a.version IS NULL THEN PERFORM refuse('nothing-to-undo'); END IF;
  IF is_superseded(a) THEN
    PERFORM refuse('version-conflict', jsonb_build_object('cardId', a.card_id,
      'version', (SELECT c.version FROM card c WHERE c.id = a.card_id)));
  END IF;
  RETURN a;
END $$;

-- Target: the board. Body: {version?: of the activity}.
CREATE FUNCTION undo(i intention) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  b CONSTANT board := open_board(i.actor, i.roles, i.target);
  a CONSTANT activity := find_undoable(i, b);
  undoes CONSTANT jsonb := jsonb_build_object('undoes', a.version);
  moved CONSTANT jsonb := undoes || jsonb_build_object('cardIds', jsonb_build_array(a.card_id),
    'columnId', a.detail -> 'fromColumnId', 'laneId', a.detail -> 'fromLaneId', 'position', a.detail -> 'fromPosition');
  done jsonb;
BEGIN
  CASE a.type
    WHEN 'card.created' THEN done := delete_card(with_body(i, a.card_id, undoes));
    WHEN 'card.moved', 'card.reordered' THEN
      done := move_cards(with_body(i, a.card_id, moved));
      done := done || jsonb_build_object('card', done -> 'cards' -> 0);
    WHEN 'card.updated' THEN
      done := edit_card(with_body(i, a.card_id, undoes || coalesce(a.detail -> 'before', '{}')));
    WHEN 'card.archived' THEN
      done := restore_card(with_body(i, a.card_id, undoes || jsonb_build_object('columnId', a.detail -> 'fromColumnId')));
    WHEN 'card.restored' THEN done := archive_card(with_body(i, a.card_id, undoes));
    WHEN 'card.blocked' THEN done := unblock_card(with_body(i, a.card_id, undoes));
    WHEN 'card.unblocked' THEN done := block_card(with_body(i, a.card_id, undoes || a.detail));
  END CASE;
  RETURN jsonb_build_object('undone', jsonb_build_object('version', a.version, 'type', a.type),
    'card', CASE WHEN a.type NOT IN ('card.created', 'card.restored') THEN done -> 'card' END,
    'boardVersion', done -> 'boardVersion');
END $$;

-- Pull on vacancy. A card in line that would be let in now is ready: the first of each line that fits, which one that
-- still does not fit keeps its place before. On a board that pulls by itself it is moved, and what it leaves behind
-- may let in others. Ends when nothing more can come in, since every pull takes a card out of the line.
CREATE FUNCTION settle_waiting(p_board uuid) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  b board;
  w waiting_card;
  seen uuid[];
  has_pulled boolean;
BEGIN
  IF NOT EXISTS (SELECT FROM waiting_card x WHERE x.board_id = p_board) THEN RETURN; END IF;
  SELECT * INTO b FROM board x WHERE x.id = p_board;
  DELETE FROM waiting_card x USING card c, board_column k
  WHERE x.board_id = p_board AND c.id = x.card_id AND k.id = x.column_id
    AND (c.archived_at IS NOT NULL OR c.column_id = x.column_id OR k.archived_at IS NOT NULL);
  LOOP
    has_pulled := false;
    seen := '{}';
    FOR w IN SELECT * FROM waiting_card x WHERE x.board_id = p_board ORDER BY x.since, x.card_id LOOP
      CONTINUE WHEN w.column_id = ANY (seen) AND w.ready_at IS NULL;
      IF w.column_id <> ALL (seen) AND may_enter(b, w) THEN
        seen := seen || w.column_id;
        IF b.auto_pull AND pull_waiting(b, w) THEN
          has_pulled := true;
          EXIT;
        ELSIF w.ready_at IS NULL THEN
          UPDATE waiting_card x SET ready_at = clock_timestamp() WHERE x.card_id = w.card_id;
          PERFORM record_activity(b.id, 'waiting.ready', NULL, w.card_id, jsonb_build_object('columnId', w.column_id));
        END IF;
      ELSIF w.ready_at IS NOT NULL THEN
        UPDATE waiting_card x SET ready_at = NULL WHERE x.card_id = w.card_id;
      END IF;
    END LOOP;
    EXIT WHEN NOT has_pulled;
  END LOOP;
END $$;

-- Whether a card in line would be let in without a word: no cord, and no limit but soft ones against it.
CREATE FUNCTION may_enter(b board, w waiting_card) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  before CONSTANT card_place := (SELECT place_of(c) FROM card c WHERE c.id = w.card_id);
  after card_place := before;
BEGIN
  after.column_id := w.column_id;
  after.lane_id := coalesce(w.lane_id, before.lane_id);
  RETURN (pulled_cord(before.column_id, after.column_id)).id IS NULL AND NOT EXISTS (
    SELECT FROM jsonb_array_elements(find_breaches(b, w.card_id, before, after)) x WHERE x ->> 'mode' <> 'soft');
END $$;

-- Moves a card that waits; false where it has not met the exit policies of the column that it would leave.
CREATE FUNCTION pull_waiting(b board, w waiting_card) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  c card;
  target board_column;
BEGIN
  SELECT * INTO c FROM card x WHERE x.id = w.card_id;
  SELECT * INTO target FROM board_column k WHERE k.id = w.column_id;
  IF unmet_policies(c, target) <> '[]' THEN RETURN false; END IF;
  DELETE FROM waiting_card x WHERE x.card_id = w.card_id;
  PERFORM move_one(b, ROW(NULL, '{}', '{}', c.id,
    CASE WHEN w.lane_id IS NULL THEN '{}' ELSE jsonb_build_object('laneId', w.lane_id) END)::intention, c, target);
  RETURN true;
END $$;

-- A refused change is kept for the figures of its limits, though nothing else of it is. Called once everything has
-- been rolled back.
CREATE FUNCTION record_refusal(p_actor uuid, refusal jsonb) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO limit_refusal (board_id, limit_id, card_id, actor_id, at, mode, max, count)
  SELECT l.board_id, l.id, (SELECT c.id FROM card c WHERE c.id = (refusal ->> 'cardId')::uuid), p_actor,
    date_trunc('milliseconds', clock_timestamp()), (x ->> 'mode')::limit_mode, (x ->> 'max')::int, (x ->> 'count')::int
  FROM jsonb_array_elements(refusal -> 'limits') x JOIN wip_limit l ON l.id = (x ->> 'id')::uuid
$$;

-- The one entrance. Answers {"ok": …} or {"refusal": {"code", …}}; refused means that nothing was written. As part of a larger change, p_settle is false: what comes later in it may take the slot that
-- is free by now, or the column itself, so the whole change settles the waiting list at its end.
CREATE FUNCTION run_command(p_name text, p_actor uuid, p_roles member_role[], p_override_roles member_role[],
  p_target uuid, p_body jsonb, p_settle boolean) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  i CONSTANT intention := ROW(p_actor, p_roles, p_override_roles, p_target, p_body)::intention;
  answer jsonb;
  refusal text;
BEGIN
  CASE p_name
    WHEN 'move' THEN answer := move_cards(i);
    WHEN 'create' THEN answer := create_card(i);
    WHEN 'import' THEN answer := import_cards(i);
    WHEN 'edit' THEN answer := edit_card(i);
    WHEN 'archive' THEN answer := archive_card(i);
    WHEN 'restore' THEN answer := restore_card(i);
    WHEN 'delete' THEN answer := delete_card(i);
    WHEN 'block' THEN answer := block_card(i);
    WHEN 'unblock' THEN answer := unblock_card(i);
    WHEN 'transfer' THEN answer := transfer_card(i);
    WHEN 'undo' THEN answer := undo(i);
  END CASE;
  IF p_settle THEN
    PERFORM settle_waiting(coalesce((answer ->> 'fromBoardId')::uuid,
      (SELECT c.board_id FROM card c WHERE c.id = p_target), p_target));
  END IF;
  RETURN jsonb_build_object('ok', answer);
EXCEPTION WHEN SQLSTATE 'SL409' THEN
  GET STACKED DIAGNOSTICS refusal = PG_EXCEPTION_DETAIL;
  RETURN jsonb_build_object('refusal', refusal::jsonb);
END $$;
