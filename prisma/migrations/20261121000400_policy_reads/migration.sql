-- The board's structure with lanes, parts of columns, cords, exit policies and the waiting list.

CREATE FUNCTION andon_view(p_column uuid) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('reason', a.reason, 'pulledAt', iso_instant(a.pulled_at), 'pulledById', a.pulled_by_id,
    'helperIds', (SELECT coalesce(jsonb_agg(h.user_id ORDER BY h.joined_at, h.user_id), '[]')
      FROM andon_helper h WHERE h.andon_id = a.id))
  FROM andon a WHERE a.column_id = p_column AND a.released_at IS NULL
$$;

CREATE FUNCTION policy_list(p_column uuid) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'text', p.text, 'required', p.required)
    ORDER BY p.position, p.id), '[]')
  FROM exit_policy p WHERE p.column_id = p_column AND p.archived_at IS NULL
$$;

CREATE FUNCTION column_list(p_board uuid) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object(
    'id', k.id, 'name', k.name, 'kind', k.kind, 'position', k.place, 'count', coalesce(n.cards, 0), 'archivedAt', NULL,
    'donePartOf', k.done_part_of, 'andon', andon_view(k.id), 'policies', policy_list(k.id)) ORDER BY k.place), '[]')
  FROM (
    SELECT x.*, row_number() OVER (ORDER BY x.position, x.id) - 1 AS place
    FROM board_column x WHERE x.board_id = p_board AND x.archived_at IS NULL) k
  LEFT JOIN (
    SELECT c.column_id, count(*) AS cards FROM card c
    WHERE c.board_id = p_board AND c.archived_at IS NULL GROUP BY c.column_id) n ON n.column_id = k.id
$$;

CREATE FUNCTION lane_list(p_board uuid) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name, 'position', x.place) ORDER BY x.place), '[]')
  FROM (SELECT l.*, row_number() OVER (ORDER BY l.position, l.id) - 1 AS place
    FROM lane l WHERE l.board_id = p_board AND l.archived_at IS NULL) x
$$;

-- The waiting list as it stands: cards that have come in or left are out of it at once.
CREATE FUNCTION waiting_list(p_board uuid) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('cardId', w.card_id, 'columnId', w.column_id, 'laneId', w.lane_id,
    'since', iso_instant(w.since), 'ready', w.ready_at IS NOT NULL) ORDER BY w.since, w.card_id), '[]')
  FROM waiting_card w WHERE w.board_id = p_board
$$;

-- The board without its cards: {board, columns, lanes, limits, labels, waiting}.
CREATE OR REPLACE FUNCTION board_structure(b board) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN jsonb_build_object(
    'board', jsonb_build_object(
      'id', b.id, 'teamId', b.team_id, 'name', b.name, 'key', b.key, 'timeZone', b.time_zone, 'version', b.version,
      'commitmentColumnId', (
        SELECT k.id FROM board_column k
        WHERE k.board_id = b.id AND k.archived_at IS NULL AND k.position >= commitment_position(b)
        ORDER BY k.position LIMIT 1),
      'blockedCardsCount', b.blocked_cards_count, 'expediteExempt', b.expedite_exempt, 'autoPull', b.auto_pull,
      'blockCategories', b.block_categories),
    'columns', column_list(b.id),
    'lanes', lane_list(b.id),
    'limits', (
      SELECT coalesce(jsonb_agg(limit_view(l, b) ORDER BY l.created_at, l.id), '[]')
      FROM wip_limit l WHERE l.board_id = b.id AND l.removed_at IS NULL),
    'labels', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'name', x.name, 'colour', x.colour)
        ORDER BY lower(x.name), x.id), '[]')
      FROM label x WHERE x.board_id = b.id),
    'waiting', waiting_list(b.id));
END $$;

CREATE OR REPLACE FUNCTION board_snapshot(p_actor uuid, p_board uuid, p_known text)
RETURNS TABLE (etag text, body text)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  b board;
  actor_role member_role;
  members jsonb;
  structure jsonb;
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
  body := format(
    '{"board":%s,"columns":%s,"lanes":%s,"limits":%s,"labels":%s,"waiting":%s,"members":%s,"cards":%s}',
    (structure -> 'board') || jsonb_build_object('role', actor_role), structure -> 'columns', structure -> 'lanes',
    structure -> 'limits', structure -> 'labels', structure -> 'waiting', members, card_list(b.id));
  RETURN NEXT;
END $$;
