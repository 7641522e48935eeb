-- Work is given to people who work: a viewer is not put on a card, through whatever door. Whoever became a viewer while on
-- it stays until taken off.

CREATE FUNCTION guard_assignee() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM board b JOIN membership m ON m.team_id = b.team_id AND m.user_id = NEW.user_id
      WHERE b.id = NEW.board_id AND m.role = 'viewer')
    AND NOT EXISTS (SELECT FROM card_assignee x WHERE x.card_id = NEW.card_id AND x.user_id = NEW.user_id) THEN
    PERFORM refuse_member('assigneeIds', format('%s is a viewer, who reads and does not work on cards. Choose somebody else.',
      (SELECT u.name FROM user_account u WHERE u.id = NEW.user_id)));
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER card_assigned_to_worker BEFORE INSERT ON card_assignee FOR EACH ROW EXECUTE FUNCTION guard_assignee();

-- People on cards of the board who are no longer in its team.
CREATE FUNCTION former_members(b board) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('userId', u.id, 'name', u.name) ORDER BY lower(u.name), u.id), '[]')
  FROM user_account u
  WHERE u.id IN (SELECT a.user_id FROM card_assignee a WHERE a.board_id = b.id)
    AND NOT EXISTS (SELECT FROM membership m WHERE m.team_id = b.team_id AND m.user_id = u.id)
$$;

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
  SELECT jsonb_agg(jsonb_build_object('userId', m.user_id, 'name', u.name, 'role', m.role) ORDER BY lower(u.name), u.id)
    INTO members FROM membership m JOIN user_account u ON u.id = m.user_id WHERE m.team_id = b.team_id;
  former := former_members(b);
  etag := '"' || b.version || '-' || left(md5(members::text || former::text || actor_role), 12) || '"';
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

-- A card on which work is not over.
CREATE FUNCTION is_open(c card) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$ SELECT c.finished_at IS NULL AND c.archived_at IS NULL AND c.deleted_at IS NULL $$;

-- Takes somebody who leaves the team off the open cards of a board that the caller has locked. Returns how many.
CREATE FUNCTION take_off_open_cards(p_board uuid, p_person uuid, p_actor uuid) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  c card;
  taken int := 0;
BEGIN
  FOR c IN SELECT x.* FROM card x JOIN card_assignee a ON a.card_id = x.id
    WHERE x.board_id = p_board AND a.user_id = p_person AND is_open(x) ORDER BY x.number LOOP
    DELETE FROM card_assignee a WHERE a.card_id = c.id AND a.user_id = p_person;
    PERFORM store_card(c);
    PERFORM record_activity(p_board, 'card.unassigned', p_actor, c.id,
      (SELECT jsonb_build_object('userId', u.id, 'name', u.name) FROM user_account u WHERE u.id = p_person));
    taken := taken + 1;
  END LOOP;
  PERFORM settle_waiting(p_board);
  RETURN taken;
END $$;
