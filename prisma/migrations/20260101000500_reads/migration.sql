-- What screens read, made into JSON where the rows are: one round trip, one snapshot of the data.

-- A limit and how full it is; for a limit on each person, the fullest one's count and everybody's.
CREATE FUNCTION limit_view(l wip_limit, b board) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
  facts CONSTANT jsonb := jsonb_build_object(
    'id', l.id, 'max', l.max, 'mode', l.mode, 'columnIds', l.column_ids, 'laneId', l.lane_id, 'userId', l.user_id,
    'perPerson', l.per_person, 'classOfService', l.class_of_service);
BEGIN
  IF NOT l.per_person THEN
    RETURN facts || jsonb_build_object('count', limit_occupancy(l, b, l.user_id, NULL));
  END IF;
  RETURN (
    SELECT facts || jsonb_build_object(
      'count', coalesce(max(p.cards), 0),
      'people', coalesce(jsonb_agg(jsonb_build_object('userId', p.user_id, 'count', p.cards)
        ORDER BY p.cards DESC, p.user_id), '[]'))
    FROM (
      SELECT a.user_id, count(*) AS cards
      FROM limit_holders(l, b, NULL) h JOIN card_assignee a ON a.card_id = h.id
      GROUP BY a.user_id) p);
END $$;

-- The board without its cards: {board, columns, limits, labels}.
CREATE FUNCTION board_structure(b board) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN jsonb_build_object(
    'board', jsonb_build_object(
      'id', b.id, 'teamId', b.team_id, 'name', b.name, 'key', b.key, 'timeZone', b.time_zone, 'version', b.version,
      'commitmentColumnId', (
        SELECT k.id FROM board_column k
        WHERE k.board_id = b.id AND k.archived_at IS NULL AND k.position >= commitment_position(b)
        ORDER BY k.position LIMIT 1),
      'blockedCardsCount', b.blocked_cards_count, 'expediteExempt', b.expedite_exempt),
    'columns', (
      SELECT coalesce(jsonb_agg(jsonb_build_object(
        'id', k.id, 'name', k.name, 'kind', k.kind, 'position', k.place, 'count', coalesce(n.cards, 0),
        'archivedAt', NULL) ORDER BY k.place), '[]')
      FROM (
        SELECT x.id, x.name, x.kind, row_number() OVER (ORDER BY x.position, x.id) - 1 AS place
        FROM board_column x WHERE x.board_id = b.id AND x.archived_at IS NULL) k
      LEFT JOIN (
        SELECT c.column_id, count(*) AS cards FROM card c
        WHERE c.board_id = b.id AND c.archived_at IS NULL GROUP BY c.column_id) n ON n.column_id = k.id),
    'limits', (
      SELECT coalesce(jsonb_agg(limit_view(l, b) ORDER BY l.created_at, l.id), '[]')
      FROM wip_limit l WHERE l.board_id = b.id AND l.removed_at IS NULL),
    'labels', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name, 'colour', x.colour)
        ORDER BY lower(x.name), x.id), '[]')
      FROM label x WHERE x.board_id = b.id));
END $$;

-- Cards as the board shows them: equal to card_view of each, without a query per card. Labels and people are hashed
-- once; without statistics the planner would rather scan them for every card. Compiling takes longer than running.
CREATE FUNCTION card_list(p_board uuid) RETURNS text
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
      to_char(c.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "createdAt"
    FROM card c
    LEFT JOIN (SELECT l.card_id, array_agg(l.label_id ORDER BY l.label_id) AS ids
      FROM card_label l WHERE l.board_id = p_board GROUP BY l.card_id) x ON x.card_id = c.id
    LEFT JOIN (SELECT l.card_id, array_agg(l.user_id ORDER BY l.user_id) AS ids
      FROM card_assignee l WHERE l.board_id = p_board GROUP BY l.card_id) a ON a.card_id = c.id
    WHERE c.board_id = p_board AND c.archived_at IS NULL
    ORDER BY c.column_id, c.position) r
$$;

-- Everything that a board screen needs, as text that can be sent on unread. No row: not for this person. A null
-- body: what the reader already has, by its entity tag, is still so.
CREATE FUNCTION board_snapshot(p_actor uuid, p_board uuid, p_known text)
RETURNS TABLE (etag text, body text)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  b board;
  actor_role member_role;
  members jsonb;
  structure jsonb;
  lanes jsonb;
BEGIN
  SELECT x.* INTO b FROM board x WHERE x.id = p_board AND x.archived_at IS NULL;
  SELECT m.role INTO actor_role FROM membership m WHERE m.team_id = b.team_id AND m.user_id = p_actor;
  IF actor_role IS NULL THEN RETURN; END IF;
  SELECT jsonb_agg(jsonb_build_object('userId', m.user_id, 'name', u.name, 'role', m.role) ORDER BY lower(u.name), u.id)
    INTO members FROM membership m JOIN user_account u ON u.id = m.user_id WHERE m.team_id = b.team_id;
  etag := '"' || b.version || '-' || left(md5(members::text || actor_role), 12) || '"';
  IF etag = p_known THEN
    RETURN NEXT;
    RETURN;
  END IF;
  structure := board_structure(b);
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name, 'position', x.position)
    ORDER BY x.position, x.id), '[]') INTO lanes FROM lane x WHERE x.board_id = b.id AND x.archived_at IS NULL;
  body := format('{"board":%s,"columns":%s,"lanes":%s,"limits":%s,"labels":%s,"members":%s,"cards":%s}',
    (structure -> 'board') || jsonb_build_object('role', actor_role), structure -> 'columns', lanes,
    structure -> 'limits', structure -> 'labels', members, card_list(b.id));
  RETURN NEXT;
END $$;

-- What happened on a board after a version, oldest first, with the changed cards as they are now: data of the live
-- events. The board's structure is read by board_structure where a row's type asks for it.
CREATE FUNCTION board_events(p_board uuid, p_after bigint, p_most int) RETURNS SETOF jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('version', a.version, 'type', a.type, 'at', iso_instant(a.at), 'actorId', a.actor_id,
      'cardId', a.card_id, 'detail', a.detail)
    || CASE WHEN a.card_id IS NULL THEN '{}'
      ELSE jsonb_build_object('card', CASE WHEN c.archived_at IS NULL THEN card_view(c) END) END
  FROM activity a LEFT JOIN card c ON c.id = a.card_id
  WHERE a.board_id = p_board AND a.version > p_after
  ORDER BY a.version LIMIT p_most
$$;
