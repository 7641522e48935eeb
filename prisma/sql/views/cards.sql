-- What screens and programs are told of a card. Made into JSON where the rows are: one round trip, one snapshot.

-- A card. When it was created is not told where nobody knows.
CREATE FUNCTION card_view(card card) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN jsonb_build_object(
    'id', card.id, 'number', card.number, 'title', card.title, 'columnId', card.column_id, 'laneId', card.lane_id,
    'position', card.position, 'version', card.version, 'type', card.type, 'classOfService', card.class_of_service,
    'labelIds', (SELECT coalesce(jsonb_agg(given.label_id ORDER BY given.label_id), '[]')
      FROM card_label given WHERE given.card_id = card.id),
    'assigneeIds', (SELECT coalesce(jsonb_agg(assignee.user_id ORDER BY assignee.user_id), '[]')
      FROM card_assignee assignee WHERE assignee.card_id = card.id),
    'dueDate', to_char(card.due_on, 'YYYY-MM-DD'), 'blocked', card.blocked_at IS NOT NULL,
    'enteredColumnAt', iso_instant(card.entered_column_at), 'startedAt', iso_instant(card.started_at),
    'finishedAt', iso_instant(card.finished_at),
    'createdAt', CASE WHEN NOT EXISTS (SELECT FROM unknown_beginning found WHERE found.card_id = card.id)
      THEN iso_instant(card.created_at) END);
END $$;

-- The cards of a board: equal to `card_view` of each, without a query per card. Labels and people are hashed once;
-- without statistics the planner would rather scan them for every card. Compiling takes longer than running, and so
-- does a call of `iso_instant` for each.
CREATE FUNCTION card_list(p_board_id uuid) RETURNS text
LANGUAGE sql STABLE SET jit = off SET enable_nestloop = off AS $$
  SELECT coalesce(json_agg(listed), '[]')::text
  FROM (
    SELECT card.id, card.number, card.title, card.column_id AS "columnId", card.lane_id AS "laneId", card.position,
      card.version, card.type, card.class_of_service AS "classOfService", coalesce(labels.ids, '{}') AS "labelIds",
      coalesce(assignees.ids, '{}') AS "assigneeIds", to_char(card.due_on, 'YYYY-MM-DD') AS "dueDate",
      card.blocked_at IS NOT NULL AS blocked,
      to_char(card.entered_column_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "enteredColumnAt",
      to_char(card.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "startedAt",
      to_char(card.finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "finishedAt",
      CASE WHEN found.card_id IS NULL
        THEN to_char(card.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') END AS "createdAt"
    FROM card
    LEFT JOIN unknown_beginning found ON found.board_id = p_board_id AND found.card_id = card.id
    LEFT JOIN (SELECT given.card_id, array_agg(given.label_id ORDER BY given.label_id) AS ids
      FROM card_label given WHERE given.board_id = p_board_id GROUP BY given.card_id) labels
      ON labels.card_id = card.id
    LEFT JOIN (SELECT assignee.card_id, array_agg(assignee.user_id ORDER BY assignee.user_id) AS ids
      FROM card_assignee assignee WHERE assignee.board_id = p_board_id GROUP BY assignee.card_id) assignees
      ON assignees.card_id = card.id
    WHERE card.board_id = p_board_id AND card.archived_at IS NULL
    ORDER BY card.column_id, card.position) listed
$$;

-- One step of a card.
CREATE FUNCTION transition_view(step transition) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
  SELECT jsonb_build_object(
    'id', step.id::text, 'cardId', step.card_id, 'fromColumnId', step.from_column_id, 'toColumnId', step.to_column_id,
    'at', iso_instant(step.at), 'actorId', step.actor_id, 'override', step.overridden)
$$;
