-- The log of a board: transitions continue one another, in the order in which they came true, and each card is where
-- its newest one says.

-- Raises SLL03 for a step that does not continue the log of its card.
CREATE FUNCTION refuse_step(p_card_id uuid, p_seq int) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Transition % of card % does not continue its log.', p_seq, p_card_id USING ERRCODE = 'SLL03';
END $$;

-- A step has the next number of its card, begins where the last one ended, and is not earlier. A row written by hand
-- has its number and its instant from before it waited for the lock, and gets those of now; history that is written
-- before a board's first version keeps its own instants. A card that went to another board does not come back by itself. Nothing
-- is later than now, unless the board's log is, or what the card brought: a clock that was set back stops no board.
-- Raises SLL03.
CREATE FUNCTION guard_transition() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  previous transition;
  is_history boolean;
  newest_at timestamptz;
BEGIN
  IF NOT is_read_committed() THEN PERFORM refuse_isolation(); END IF;
  IF is_being_made(NEW.board_id) THEN RETURN NEW; END IF;
  SELECT board.version = 0 INTO is_history FROM board WHERE board.id = NEW.board_id FOR NO KEY UPDATE;
  IF NOT is_history THEN newest_at := newest_step_at(NEW.board_id); END IF;
  SELECT * INTO previous FROM transition step WHERE step.card_id = NEW.card_id ORDER BY step.seq DESC LIMIT 1;
  IF NEW.seq <> coalesce(previous.seq, 0) + 1
    OR NEW.from_column_id IS DISTINCT FROM previous.to_column_id
    OR NEW.at < previous.at
    OR NEW.at > clock_timestamp() + interval '1 second'
      AND (is_history OR NEW.at > coalesce(greatest(newest_at, latest_arrival(NEW.card_id)), '-infinity'))
    OR previous.id IS NOT NULL AND previous.to_column_id IS NULL
      AND EXISTS (SELECT FROM card_transfer departure WHERE departure.from_card_id = NEW.card_id) THEN
    PERFORM refuse_step(NEW.card_id, NEW.seq);
  END IF;
  NEW.id := nextval('transition_id_seq');
  IF NOT is_history THEN NEW.at := greatest(NEW.at, newest_at); END IF;
  RETURN NEW;
END $$;

-- Who comes back onto the board by a command is asked, too: a card that went to another board does not.
CREATE TRIGGER transition_continues BEFORE INSERT ON transition
  FOR EACH ROW WHEN (NEW.from_column_id IS NULL AND NEW.seq > 1 OR NOT is_by_command())
  EXECUTE FUNCTION guard_transition();

-- The instant before which a card from another board does not come in: when it left that one, and after it finished
-- there. The card that has left has its last step in the log already, and is stored only afterwards.
CREATE FUNCTION latest_arrival(p_card_id uuid) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
  SELECT greatest(last_step.at, arrival.finished_at + interval '1 millisecond')
  FROM card_transfer arrival
  CROSS JOIN LATERAL (
    SELECT step.at, step.to_column_id FROM transition step
    WHERE step.card_id = arrival.from_card_id ORDER BY step.seq DESC LIMIT 1
  ) last_step
  WHERE arrival.card_id = p_card_id AND last_step.to_column_id IS NULL
$$;

-- At commit: the card of this id as it is; it is where its newest transition says. Raises SLL02.
CREATE FUNCTION require_card_as_logged(p_card_id uuid) RETURNS card
LANGUAGE plpgsql AS $$
DECLARE
  stored card;
  newest transition;
BEGIN
  SELECT * INTO stored FROM card WHERE card.id = p_card_id;
  SELECT * INTO newest FROM transition step WHERE step.card_id = p_card_id ORDER BY step.seq DESC LIMIT 1;
  IF newest.id IS NULL OR newest.to_column_id IS DISTINCT FROM stored.column_id
    OR newest.seq <> stored.last_seq OR newest.at <> stored.entered_column_at THEN
    RAISE EXCEPTION 'Card % is not where its newest transition says.', p_card_id USING ERRCODE = 'SLL02',
      HINT = 'A card changes its column together with a transition.';
  END IF;
  RETURN stored;
END $$;

-- At commit: a step has moved its card, and not into a column whose andon is pulled. A later step of the card answers
-- for this one, too. Raises SLL02, SLA01.
CREATE FUNCTION guard_step() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM card WHERE card.id = NEW.card_id AND card.last_seq > NEW.seq;
  IF FOUND THEN RETURN NULL; END IF;
  PERFORM require_card_as_logged(NEW.card_id);
  PERFORM FROM card WHERE card.id = NEW.card_id AND card.archived_at IS NULL AND card.last_seq = NEW.seq;
  IF FOUND THEN PERFORM require_no_andon(NEW.from_column_id, NEW.to_column_id); END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER transition_moves_card AFTER INSERT ON transition DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NOT is_by_command() AND NOT is_being_made(NEW.board_id)) EXECUTE FUNCTION guard_step();

-- Raises SLA01 for a step into a column whose andon is pulled.
CREATE FUNCTION require_no_andon(p_from_column_id uuid, p_to_column_id uuid) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  andon CONSTANT andon := find_pulled_andon(p_from_column_id, p_to_column_id);
BEGIN
  IF andon.id IS NOT NULL THEN
    RAISE EXCEPTION 'The andon of column % is pulled: it takes no new work.', andon.column_id
      USING ERRCODE = 'SLA01', DETAIL = andon.reason;
  END IF;
END $$;
