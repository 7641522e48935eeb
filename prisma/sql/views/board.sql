-- The service level expectation that the team has agreed on; null where nothing is.
CREATE FUNCTION service_level_view(board board) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN board.service_level_days IS NOT NULL THEN
    jsonb_build_object('percentile', board.service_level_percentile, 'days', board.service_level_days) END
$$;

-- The days on which the team works: both lists ascend and name nothing twice. Null where every day counts.
CREATE FUNCTION working_days_view(board board) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN cardinality(board.working_weekdays) > 0 THEN jsonb_build_object(
    'weekdays', (SELECT jsonb_agg(DISTINCT weekday ORDER BY weekday) FROM unnest(board.working_weekdays) weekday),
    'holidays', (SELECT coalesce(jsonb_agg(DISTINCT holiday ORDER BY holiday), '[]')
      FROM unnest(board.holidays) holiday)) END
$$;

-- The board without its cards: {board, columns, lanes, limits, labels, waiting}.
CREATE FUNCTION board_structure(board board) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN jsonb_build_object(
    'board', jsonb_build_object(
      'id', board.id, 'teamId', board.team_id, 'name', board.name, 'key', board.key, 'timeZone', board.time_zone,
      'version', board.version,
      'commitmentColumnId', (
        SELECT stage.id FROM board_column stage
        WHERE stage.board_id = board.id AND stage.archived_at IS NULL AND stage.position >= commitment_position(board)
        ORDER BY stage.position LIMIT 1),
      'blockedCardsCount', board.blocked_cards_count, 'expediteExempt', board.expedite_exempt,
      'autoPull', board.auto_pull, 'blockCategories', board.block_categories,
      'serviceLevel', service_level_view(board), 'workingDays', working_days_view(board)),
    'columns', column_list(board.id),
    'lanes', lane_list(board.id),
    'limits', (
      SELECT coalesce(jsonb_agg(limit_view(wip_limit, board) ORDER BY wip_limit.created_at, wip_limit.id), '[]')
      FROM wip_limit WHERE wip_limit.board_id = board.id AND wip_limit.removed_at IS NULL),
    'labels', (
      SELECT coalesce(jsonb_agg(jsonb_build_object('id', label.id, 'name', label.name, 'colour', label.colour)
        ORDER BY lower(label.name), label.id), '[]')
      FROM label WHERE label.board_id = board.id),
    'waiting', waiting_list(board.id));
END $$;

-- Members of the board's team who are switched off, and people on its cards who are in the team no longer.
CREATE FUNCTION former_members(board board) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('userId', person.id, 'name', person.name,
    'disabled', person.disabled_at IS NOT NULL) ORDER BY lower(person.name), person.id), '[]')
  FROM user_account person
  WHERE person.id IN (SELECT assignee.user_id FROM card_assignee assignee WHERE assignee.board_id = board.id)
      AND NOT EXISTS (SELECT FROM membership
        WHERE membership.team_id = board.team_id AND membership.user_id = person.id)
    OR person.disabled_at IS NOT NULL
      AND person.id IN (SELECT membership.user_id FROM membership WHERE membership.team_id = board.team_id)
$$;

-- Everything that a board screen needs, as text that can be sent on unread. No row: not for this person. A null body:
-- what the reader already has is still so, by one of the entity tags that they know. The same version of a board may be something else in a
-- database that was restored: the tag names the installation, too.
CREATE FUNCTION board_snapshot(p_actor_id uuid, p_board_id uuid, p_known_etags text[])
RETURNS TABLE (etag text, body text)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  board board;
  actor_role member_role;
  members jsonb;
  former jsonb;
  structure jsonb;
BEGIN
  SELECT stored.* INTO board FROM board stored WHERE stored.id = p_board_id AND stored.archived_at IS NULL;
  SELECT membership.role INTO actor_role FROM membership
  WHERE membership.team_id = board.team_id AND membership.user_id = p_actor_id;
  IF actor_role IS NULL THEN RETURN; END IF;
  SELECT coalesce(jsonb_agg(jsonb_build_object('userId', person.id, 'name', person.name, 'role', membership.role)
      ORDER BY lower(person.name), person.id), '[]')
    INTO members
    FROM membership JOIN user_account person ON person.id = membership.user_id AND person.disabled_at IS NULL
    WHERE membership.team_id = board.team_id;
  former := former_members(board);
  etag := '"' || board.version || '-' || left(md5(members::text || former::text || actor_role
    || (SELECT installation.id FROM installation)), 12) || '"';
  IF etag = ANY (p_known_etags) THEN
    RETURN NEXT;
    RETURN;
  END IF;
  structure := board_structure(board);
  body := '{"board":' || ((structure -> 'board') || jsonb_build_object('role', actor_role))::text
    || ',"columns":' || (structure -> 'columns')::text || ',"lanes":' || (structure -> 'lanes')::text
    || ',"limits":' || (structure -> 'limits')::text || ',"labels":' || (structure -> 'labels')::text
    || ',"waiting":' || (structure -> 'waiting')::text || ',"members":' || members::text
    || ',"formerMembers":' || former::text || ',"cards":' || card_list(board.id) || '}';
  RETURN NEXT;
END $$;
