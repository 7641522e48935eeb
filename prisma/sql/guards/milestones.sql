-- At commit: when a card started and finished follows from its log. Raises SLL02.
CREATE FUNCTION guard_milestones() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  stored card;
  logged record;
BEGIN
  IF TG_OP = 'UPDATE' AND ((OLD.last_seq, OLD.started_at, OLD.finished_at)
    IS NOT DISTINCT FROM (NEW.last_seq, NEW.started_at, NEW.finished_at) OR milestones_follow(OLD, NEW)) THEN
    RETURN NULL;
  END IF;
  SELECT * INTO stored FROM card WHERE card.id = NEW.id;
  SELECT * INTO logged FROM card_milestones(stored);
  IF (stored.started_at, stored.finished_at) IS DISTINCT FROM (logged.started_at, logged.finished_at) THEN
    RAISE EXCEPTION 'Card % did not start or finish when its log says.', stored.id USING ERRCODE = 'SLL02',
      HINT = format('started_at = %L, finished_at = %L', logged.started_at, logged.finished_at);
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER card_milestones_by_log AFTER INSERT ON card DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NOT is_by_command() AND NOT is_being_made(NEW.board_id)) EXECUTE FUNCTION guard_milestones();

CREATE CONSTRAINT TRIGGER card_milestones_change_by_log AFTER UPDATE OF last_seq, started_at, finished_at ON card
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NOT is_by_command() AND NOT is_being_made(NEW.board_id)) EXECUTE FUNCTION guard_milestones();

-- Whether the milestones after one step follow from those before it: what a move costs must not grow with the card's
-- log. A reopened card that started when it finished is for the log to judge.
CREATE FUNCTION milestones_follow(was card, card card) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT NOT coalesce(source.kind = 'done' AND target.kind IS DISTINCT FROM 'done'
      AND was.started_at = was.finished_at, false)
    AND (card.started_at, card.finished_at) IS NOT DISTINCT FROM (
      coalesce(was.started_at, CASE
        WHEN (target.kind = 'done' OR target.position >= commitment_position(board))
          AND NOT has_unknown_beginning(card.id) THEN step.at END),
      CASE WHEN target.kind = 'done' THEN CASE WHEN source.kind = 'done' THEN was.finished_at ELSE step.at END END)
  FROM transition step
  JOIN board ON board.id = step.board_id
  LEFT JOIN board_column target ON target.id = step.to_column_id
  LEFT JOIN board_column source ON source.id = step.from_column_id
  WHERE step.card_id = card.id AND step.seq = card.last_seq AND card.last_seq = was.last_seq + 1
$$;
