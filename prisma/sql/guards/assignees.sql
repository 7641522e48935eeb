-- Work is given to people who work: not to a viewer, not to somebody who is switched off. Whoever became one while on
-- the card stays until taken off. Refuses `invalid`.
CREATE FUNCTION guard_assignee() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  person user_account;
BEGIN
  IF EXISTS (SELECT FROM card_assignee assignee
    WHERE assignee.card_id = NEW.card_id AND assignee.user_id = NEW.user_id) THEN
    RETURN NEW;
  END IF;
  SELECT * INTO person FROM user_account account WHERE account.id = NEW.user_id;
  IF person.disabled_at IS NOT NULL THEN
    PERFORM refuse_field('assigneeIds', format('%s is switched off. Choose somebody else.', person.name));
  END IF;
  IF EXISTS (SELECT FROM board
    JOIN membership ON membership.team_id = board.team_id AND membership.user_id = NEW.user_id
    WHERE board.id = NEW.board_id AND membership.role = 'viewer') THEN
    PERFORM refuse_field('assigneeIds',
      format('%s is a viewer, who reads and does not work on cards. Choose somebody else.', person.name));
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER card_assigned_to_worker BEFORE INSERT ON card_assignee FOR EACH ROW EXECUTE FUNCTION guard_assignee();
