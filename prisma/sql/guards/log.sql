-- Transitions continue one another, and a board's log is in the order in which it came true: a row written by hand has its
-- number and its instant from before it waited for the lock. History that is written before a board's first version
-- keeps its own.
-- and a card that went to another board does not come back by itself.
-- but nothing later than now is refused that is no later than the board's log. A clock that was set back
-- stops no board.
-- and nothing later than now is taken as the first step of a board either: without a log nothing is ahead.
CREATE OR REPLACE FUNCTION guard_transition() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  previous transition;
  is_history boolean;
  newest timestamptz;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'Boards are written at isolation level READ COMMITTED only.' USING ERRCODE = 'SLB01';
  END IF;
  IF is_being_made(NEW.board_id) THEN RETURN NEW; END IF;
  SELECT b.version = 0 INTO is_history FROM board b WHERE b.id = NEW.board_id FOR NO KEY UPDATE;
  IF NOT is_history THEN
    newest := (SELECT t.at FROM transition t WHERE t.board_id = NEW.board_id ORDER BY t.at DESC, t.id DESC LIMIT 1);
  END IF;
  SELECT * INTO previous FROM transition t WHERE t.card_id = NEW.card_id ORDER BY t.seq DESC LIMIT 1;
  IF NEW.seq <> coalesce(previous.seq, 0) + 1
    OR NEW.from_column_id IS DISTINCT FROM previous.to_column_id
    OR NEW.at < previous.at
    OR NEW.at > clock_timestamp() + interval '1 second'
      AND (is_history OR NEW.at > coalesce(greatest(newest, latest_arrival(NEW.card_id)), '-infinity'))
    OR previous.id IS NOT NULL AND previous.to_column_id IS NULL
      AND EXISTS (SELECT FROM card_transfer x WHERE x.from_card_id = NEW.card_id) THEN
    RAISE EXCEPTION 'Transition % of card % does not continue its log.', NEW.seq, NEW.card_id
      USING ERRCODE = 'SLL03';
  END IF;
  IF NOT is_history THEN
    NEW.id := nextval('transition_id_seq');
    NEW.at := greatest(NEW.at, newest);
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER transition_continues BEFORE INSERT ON transition FOR EACH ROW EXECUTE FUNCTION guard_transition();

-- At commit: the card is where its newest transition says.
CREATE OR REPLACE FUNCTION check_log(p_card uuid) RETURNS card
LANGUAGE plpgsql AS $$
DECLARE
  c card;
  newest transition;
BEGIN
  SELECT * INTO c FROM card x WHERE x.id = p_card;
  SELECT * INTO newest FROM transition t WHERE t.card_id = p_card ORDER BY t.seq DESC LIMIT 1;
  IF newest.id IS NULL OR newest.board_id <> c.board_id OR newest.to_column_id IS DISTINCT FROM c.column_id
    OR newest.seq <> c.last_seq OR newest.at <> c.entered_column_at THEN
    RAISE EXCEPTION 'Card % is not where its newest transition says.', p_card USING ERRCODE = 'SLL02',
      HINT = 'A card changes its column together with a transition.';
  END IF;
  RETURN c;
END $$;

-- One question for both guards of a step at commit, so that who is spared is asked once for each row.
CREATE OR REPLACE FUNCTION guard_step() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  cord andon;
BEGIN
  PERFORM FROM card c WHERE c.id = NEW.card_id AND c.board_id = NEW.board_id AND c.last_seq > NEW.seq;
  IF FOUND THEN RETURN NULL; END IF;
  PERFORM check_log(NEW.card_id);
  PERFORM FROM card c WHERE c.id = NEW.card_id AND c.archived_at IS NULL AND c.last_seq = NEW.seq;
  IF NOT FOUND THEN RETURN NULL; END IF;
  cord := pulled_cord(NEW.from_column_id, NEW.to_column_id);
  IF cord.id IS NOT NULL THEN
    RAISE EXCEPTION 'The andon cord of column % is pulled: it takes no new work.', cord.column_id
      USING ERRCODE = 'SLA01', DETAIL = cord.reason;
  END IF;
  RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS transition_moves_card ON transition;
CREATE CONSTRAINT TRIGGER transition_moves_card AFTER INSERT ON transition DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NOT is_being_made(NEW.board_id)) EXECUTE FUNCTION guard_step();

-- The instant before which a card from another board does not come in: when it left that one, and after it finished there.
-- the card that has left has its last step in the log already, and is stored only afterwards.
CREATE OR REPLACE FUNCTION latest_arrival(p_card uuid) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
  SELECT greatest(step.at, arrived.finished_at + interval '1 millisecond')
  FROM card_transfer arrived
  CROSS JOIN LATERAL (
    SELECT t.at, t.to_column_id FROM transition t WHERE t.card_id = arrived.from_card_id ORDER BY t.seq DESC LIMIT 1
  ) step
  WHERE arrived.card_id = p_card AND step.to_column_id IS NULL
$$;
