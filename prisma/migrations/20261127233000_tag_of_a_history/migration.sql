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
