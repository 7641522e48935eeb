-- Null where nothing is agreed.
CREATE OR REPLACE FUNCTION service_level_view(b board) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN b.service_level_days IS NOT NULL THEN
    jsonb_build_object('percentile', b.service_level_percentile, 'days', b.service_level_days) END
$$;

-- Both lists ascend and name nothing twice. Null where every day counts.
CREATE OR REPLACE FUNCTION working_days_view(b board) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN cardinality(b.working_weekdays) > 0 THEN jsonb_build_object(
    'weekdays', (SELECT jsonb_agg(DISTINCT d ORDER BY d) FROM unnest(b.working_weekdays) d),
    'holidays', (SELECT coalesce(jsonb_agg(DISTINCT d ORDER BY d), '[]') FROM unnest(b.holidays) d)) END
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
      'blockCategories', b.block_categories, 'serviceLevel', service_level_view(b),
      'workingDays', working_days_view(b)),
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

-- The same version of a board may be something else in a database that was restored: its tag names the installation, too.
CREATE OR REPLACE FUNCTION board_snapshot(p_actor uuid, p_board uuid, p_known text)
RETURNS TABLE (etag text, body text)
LANGUAGE plpgsql STABLE AS $$
DECLARE
  b board;
  actor_role member_role;
  members jsonb;
  former jsonb;
  structure jsonb;
BEGIN
  SELECT x.* INTO b FROM board x WHERE x.id = p_board AND x.archived_at IS NULL;
  SELECT m.role INTO actor_role FROM membership m WHERE m.team_id = b.team_id AND m.user_id = p_actor;
  IF actor_role IS NULL THEN RETURN; END IF;
  SELECT coalesce(jsonb_agg(jsonb_build_object('userId', m.user_id, 'name', u.name, 'role', m.role)
      ORDER BY lower(u.name), u.id), '[]')
    INTO members FROM membership m JOIN user_account u ON u.id = m.user_id AND u.disabled_at IS NULL
    WHERE m.team_id = b.team_id;
  former := former_members(b);
  etag := '"' || b.version || '-' || left(md5(members::text || former::text || actor_role
    || (SELECT x.id FROM installation x)), 12) || '"';
  IF etag = p_known THEN
    RETURN NEXT;
    RETURN;
  END IF;
  structure := board_structure(b);
  body := format(
    '{"board":%s,"columns":%s,"lanes":%s,"limits":%s,"labels":%s,"waiting":%s,"members":%s,"formerMembers":%s,"cards":%s}',
    (structure -> 'board') || jsonb_build_object('role', actor_role), structure -> 'columns', structure -> 'lanes',
    structure -> 'limits', structure -> 'labels', structure -> 'waiting', members, former, card_list(b.id));
  RETURN NEXT;
END $$;
