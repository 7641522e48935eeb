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

CREATE OR REPLACE FUNCTION transition_view(t transition) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object(
    'id', t.id::text, 'cardId', t.card_id, 'fromColumnId', t.from_column_id, 'toColumnId', t.to_column_id,
    'at', iso_instant(t.at), 'actorId', t.actor_id, 'override', t.overridden)
$$;
