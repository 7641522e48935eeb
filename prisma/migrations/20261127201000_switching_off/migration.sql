-- Administrators of the installation, people who are switched off, and revocations that are heard at once.

ALTER TABLE "user_account" ADD COLUMN "is_administrator" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "session" ADD COLUMN "address" TEXT;

-- An installation of before gets the owner who has been there longest.
UPDATE user_account SET is_administrator = true WHERE id = (
  SELECT u.id FROM user_account u JOIN membership m ON m.user_id = u.id AND m.role = 'owner'
  WHERE u.disabled_at IS NULL ORDER BY u.created_at, u.id LIMIT 1);

-- Ends whatever lets somebody act as this person, and the links that they gave to others.
CREATE FUNCTION end_credentials(p_person uuid) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE session s SET revoked_at = clock_timestamp() WHERE s.user_id = p_person AND s.revoked_at IS NULL;
  UPDATE access_token t SET revoked_at = clock_timestamp() WHERE t.user_id = p_person AND t.revoked_at IS NULL;
  DELETE FROM one_time_link l WHERE l.used_at IS NULL AND (l.user_id = p_person OR l.created_by_id = p_person
    OR l.email = (SELECT u.email FROM user_account u WHERE u.id = p_person));
END $$;

CREATE FUNCTION end_credentials_of_person() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM end_credentials(NEW.id);
  RETURN NULL;
END $$;

CREATE TRIGGER user_account_switched_off AFTER UPDATE OF disabled_at ON user_account FOR EACH ROW
  WHEN (OLD.disabled_at IS NULL AND NEW.disabled_at IS NOT NULL) EXECUTE FUNCTION end_credentials_of_person();

-- Asked under a lock on the person: a sign-in that began before they were switched off leaves nothing behind.
CREATE FUNCTION guard_credential() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM user_account u WHERE u.id = NEW.user_id AND u.disabled_at IS NULL FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'Nobody who is switched off gets a %.', TG_TABLE_NAME USING ERRCODE = 'SLP01';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER session_of_somebody BEFORE INSERT ON session FOR EACH ROW EXECUTE FUNCTION guard_credential();
CREATE TRIGGER access_token_of_somebody BEFORE INSERT ON access_token FOR EACH ROW EXECUTE FUNCTION guard_credential();

-- Says whose access has become less, in the transaction in which it did: the id of a person or a board, or * for all.
-- Argument: the column that holds the id.
CREATE FUNCTION tell_access() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('sluice_access',
    CASE WHEN TG_LEVEL = 'STATEMENT' THEN '*' ELSE to_jsonb(OLD) ->> TG_ARGV[0] END);
  RETURN NULL;
END $$;

CREATE TRIGGER session_changed AFTER UPDATE OF user_id, revoked_at, expires_at ON session
  FOR EACH ROW WHEN (OLD.revoked_at IS NULL) EXECUTE FUNCTION tell_access('user_id');
CREATE TRIGGER session_removed AFTER DELETE ON session
  FOR EACH ROW WHEN (OLD.revoked_at IS NULL) EXECUTE FUNCTION tell_access('user_id');
CREATE TRIGGER session_emptied AFTER TRUNCATE ON session EXECUTE FUNCTION tell_access();
CREATE TRIGGER access_token_changed AFTER UPDATE OF user_id, token_hash, scopes, revoked_at, expires_at ON access_token
  FOR EACH ROW WHEN (OLD.revoked_at IS NULL) EXECUTE FUNCTION tell_access('user_id');
CREATE TRIGGER access_token_removed AFTER DELETE ON access_token
  FOR EACH ROW WHEN (OLD.revoked_at IS NULL) EXECUTE FUNCTION tell_access('user_id');
CREATE TRIGGER access_token_emptied AFTER TRUNCATE ON access_token EXECUTE FUNCTION tell_access();
CREATE TRIGGER membership_changed AFTER UPDATE OR DELETE ON membership
  FOR EACH ROW EXECUTE FUNCTION tell_access('user_id');
CREATE TRIGGER membership_emptied AFTER TRUNCATE ON membership EXECUTE FUNCTION tell_access();
CREATE TRIGGER user_account_changed AFTER UPDATE OF disabled_at, is_administrator OR DELETE ON user_account
  FOR EACH ROW EXECUTE FUNCTION tell_access('id');
CREATE TRIGGER board_out_of_reach AFTER UPDATE OF team_id, archived_at ON board
  FOR EACH ROW EXECUTE FUNCTION tell_access('id');

-- Work is given to people who work: not to a viewer, not to somebody who is switched off. Whoever became one while on the
-- card stays until taken off.
CREATE OR REPLACE FUNCTION guard_assignee() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  person user_account;
BEGIN
  IF EXISTS (SELECT FROM card_assignee x WHERE x.card_id = NEW.card_id AND x.user_id = NEW.user_id) THEN RETURN NEW; END IF;
  SELECT * INTO person FROM user_account u WHERE u.id = NEW.user_id;
  IF person.disabled_at IS NOT NULL THEN
    PERFORM refuse_member('assigneeIds', format('%s is switched off. Choose somebody else.', person.name));
  END IF;
  IF EXISTS (SELECT FROM board b JOIN membership m ON m.team_id = b.team_id AND m.user_id = NEW.user_id
      WHERE b.id = NEW.board_id AND m.role = 'viewer') THEN
    PERFORM refuse_member('assigneeIds',
      format('%s is a viewer, who reads and does not work on cards. Choose somebody else.', person.name));
  END IF;
  RETURN NEW;
END $$;

-- Members of the board's team who are switched off, and people on its cards who are in the team no longer.
CREATE OR REPLACE FUNCTION former_members(b board) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('userId', u.id, 'name', u.name, 'disabled', u.disabled_at IS NOT NULL)
    ORDER BY lower(u.name), u.id), '[]')
  FROM user_account u
  WHERE u.id IN (SELECT a.user_id FROM card_assignee a WHERE a.board_id = b.id)
      AND NOT EXISTS (SELECT FROM membership m WHERE m.team_id = b.team_id AND m.user_id = u.id)
    OR u.disabled_at IS NOT NULL AND u.id IN (SELECT m.user_id FROM membership m WHERE m.team_id = b.team_id)
$$;

-- As before; members who are switched off are told with those who left.
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

-- To another board: the card leaves this one and comes in there, under the limits there, with its past. Both boards are
-- locked, in the order of their ids. A finish stays here, and so do assignees who do not work there or are switched off.
-- Body: {boardId, columnId, laneId?, id: of the card there}.
CREATE OR REPLACE FUNCTION transfer_card(i intention) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_to CONSTANT uuid := (i.body ->> 'boardId')::uuid;
  v_from CONSTANT uuid := (SELECT x.board_id FROM card x WHERE x.id = i.target AND x.deleted_at IS NULL);
  opened record;
  was card;
  taken record;
  gone card;
  b board;
  came card_transfer;
  arrived jsonb;
BEGIN
  IF v_to = v_from THEN PERFORM refuse_member('boardId', 'The card is on this board already.'); END IF;
  PERFORM open_board(i.actor, i.roles, least(v_to, v_from));
  PERFORM open_board(i.actor, i.roles, greatest(v_to, v_from));
  opened := open_card(i.actor, i.roles, i.target);
  was := opened.c;
  IF was.archived_at IS NOT NULL THEN PERFORM refuse('card-archived', jsonb_build_object('cardId', was.id)); END IF;
  SELECT * INTO b FROM board x WHERE x.id = v_to;

  taken := take_step(opened.b, was, NULL, i.actor, false);
  gone := taken.c;
  gone.started_at := was.started_at;
  gone.finished_at := was.finished_at;
  came.from_card_id := was.id;
  came.from_board_id := v_from;
  came.from_column_id := was.column_id;
  came.at := greatest((taken.step).at, was.finished_at + interval '1 millisecond');
  came.created_at := was.created_at;
  came.started_at := was.started_at;
  came.finished_at := was.finished_at;
  SELECT w.active_ms, w.blocked_ms INTO came.active_ms, came.blocked_ms FROM time_worked(was) w;

  arrived := bring_in(b, with_body(i, v_to, jsonb_build_object(
    'id', i.body -> 'id', 'columnId', i.body -> 'columnId', 'laneId', i.body -> 'laneId', 'title', was.title,
    'description', was.description, 'type', was.type, 'classOfService', was.class_of_service,
    'dueDate', to_char(was.due_on, 'YYYY-MM-DD'), 'labelIds', carry_labels(i, was, b),
    'assigneeIds', ARRAY(SELECT a.user_id FROM card_assignee a
      JOIN membership m ON m.team_id = b.team_id AND m.user_id = a.user_id AND m.role = ANY (i.roles)
      JOIN user_account u ON u.id = a.user_id AND u.disabled_at IS NULL WHERE a.card_id = was.id))), came);

  UPDATE card_block x SET unblocked_at = greatest((taken.step).at, x.blocked_at), unblocked_by_id = i.actor
  WHERE x.card_id = was.id AND x.unblocked_at IS NULL;
  gone.blocked_at := NULL;
  gone.archived_at := date_trunc('milliseconds', clock_timestamp());
  gone.deleted_at := gone.archived_at;
  PERFORM store_card(gone);
  PERFORM record_intention(i, v_from, 'card.transferred', was.id, jsonb_build_object('fromColumnId', was.column_id,
    'number', was.number, 'title', was.title, 'toBoardId', v_to, 'toCardId', i.body -> 'id'));
  RETURN arrived || jsonb_build_object('boardId', v_to, 'fromBoardId', v_from);
END $$;
