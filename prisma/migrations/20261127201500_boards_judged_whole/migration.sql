-- A board that comes with its history is judged whole at its commit, once, rather than row by row: what a row costs does
-- not grow with what else is asked of it. The same is asked as of any other board, and projected from the log once.
--
-- A board's mark is the transaction that makes it. It is set by the insert and taken back when the board is judged; an
-- update can only take it away. So no other transaction, no other board, and nothing that comes after the judgement is
-- spared the guards of single rows, and nobody can have the mark who has not made the board right now.

ALTER TABLE "board" ADD COLUMN "made_in" BIGINT;

CREATE OR REPLACE FUNCTION guard_board() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.version <> 0 THEN
      RAISE EXCEPTION 'A board begins at version 0.' USING ERRCODE = 'SLB02';
    END IF;
    NEW.made_in := pg_current_xact_id()::text::bigint;
    RETURN NEW;
  END IF;
  IF NEW.version NOT IN (OLD.version, OLD.version + 1) THEN
    RAISE EXCEPTION 'A board''s version goes up one by one.' USING ERRCODE = 'SLB02';
  ELSIF NEW.next_card_number < OLD.next_card_number THEN
    RAISE EXCEPTION 'Card numbers are not used twice.' USING ERRCODE = 'SLB02';
  END IF;
  IF NEW.made_in IS NOT NULL THEN NEW.made_in := OLD.made_in; END IF;
  RETURN NEW;
END $$;

DROP TRIGGER board_counts_up ON board;
CREATE TRIGGER board_counts_up BEFORE INSERT OR UPDATE OF version, next_card_number, made_in ON board
  FOR EACH ROW EXECUTE FUNCTION guard_board();

-- Whether this transaction is making the board and has not been judged yet. Volatile: a statement that judges and writes
-- at once must not see what was before.
CREATE FUNCTION is_being_made(p_board uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RETURN EXISTS (SELECT FROM board b WHERE b.id = p_board AND b.made_in = pg_current_xact_id()::text::bigint);
END $$;

CREATE OR REPLACE FUNCTION guard_transition() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  previous transition;
  is_history boolean;
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'Boards are written at isolation level READ COMMITTED only.' USING ERRCODE = 'SLB01';
  END IF;
  IF is_being_made(NEW.board_id) THEN RETURN NEW; END IF;
  SELECT b.version = 0 INTO is_history FROM board b WHERE b.id = NEW.board_id FOR NO KEY UPDATE;
  SELECT * INTO previous FROM transition t WHERE t.card_id = NEW.card_id ORDER BY t.seq DESC LIMIT 1;
  IF NEW.seq <> coalesce(previous.seq, 0) + 1
    OR NEW.from_column_id IS DISTINCT FROM previous.to_column_id
    OR NEW.at < previous.at
    OR NEW.at > clock_timestamp() + interval '1 second'
    OR previous.id IS NOT NULL AND previous.to_column_id IS NULL
      AND EXISTS (SELECT FROM card_transfer x WHERE x.from_card_id = NEW.card_id) THEN
    RAISE EXCEPTION 'Transition % of card % does not continue its log.', NEW.seq, NEW.card_id
      USING ERRCODE = 'SLL03';
  END IF;
  IF NOT is_history THEN
    NEW.id := nextval('transition_id_seq');
    NEW.at := greatest(NEW.at, (
      SELECT t.at FROM transition t WHERE t.board_id = NEW.board_id ORDER BY t.at DESC, t.id DESC LIMIT 1));
  END IF;
  RETURN NEW;
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

DROP TRIGGER transition_moves_card ON transition;
DROP TRIGGER transition_respects_cord ON transition;
DROP FUNCTION guard_cord();
CREATE CONSTRAINT TRIGGER transition_moves_card AFTER INSERT ON transition DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NOT is_being_made(NEW.board_id)) EXECUTE FUNCTION guard_step();

DROP TRIGGER card_created_in_limits ON card;
CREATE CONSTRAINT TRIGGER card_created_in_limits AFTER INSERT ON card DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NOT is_being_made(NEW.board_id)) EXECUTE FUNCTION guard_card();

DROP TRIGGER card_placement_recorded ON card;
CREATE CONSTRAINT TRIGGER card_placement_recorded AFTER INSERT ON card DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NOT is_being_made(NEW.board_id)) EXECUTE FUNCTION record_placement();

DROP TRIGGER card_marked_by_log ON card;
CREATE CONSTRAINT TRIGGER card_marked_by_log AFTER INSERT ON card DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NOT is_being_made(NEW.board_id)) EXECUTE FUNCTION guard_marks();

DROP TRIGGER card_marks_by_log ON card;
CREATE CONSTRAINT TRIGGER card_marks_by_log AFTER UPDATE ON card DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (
    (OLD.last_seq, OLD.started_at, OLD.finished_at) IS DISTINCT FROM (NEW.last_seq, NEW.started_at, NEW.finished_at)
    AND NOT is_being_made(NEW.board_id))
  EXECUTE FUNCTION guard_marks();

-- Steps of a board that is being made are projected with all others of it, when it is judged.
CREATE OR REPLACE FUNCTION project_steps() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM (SELECT DISTINCT t.board_id FROM added t) x WHERE NOT is_being_made(x.board_id)) THEN
    RETURN NULL;
  END IF;

  INSERT INTO card_path AS p (card_id, part, board_id, steps)
  SELECT t.card_id, (t.seq - 1) / steps_in_part(), t.board_id,
    string_agg(pack_step(k.number, t.at), '' ORDER BY t.seq)
  FROM added t JOIN board b ON b.id = t.board_id LEFT JOIN board_column k ON k.id = t.to_column_id
  WHERE b.made_in IS DISTINCT FROM pg_current_xact_id()::text::bigint
  GROUP BY 1, 2, 3
  ON CONFLICT (card_id, part) DO UPDATE SET steps = p.steps || EXCLUDED.steps;

  INSERT INTO flow_day AS d (board_id, day, column_id, entered, exited, arrived, departed)
  WITH step AS MATERIALIZED (
    SELECT t.board_id, t.from_column_id, t.to_column_id, (t.at AT TIME ZONE b.time_zone)::date AS day, k.position,
      CASE WHEN k.id IS NOT NULL THEN furthest_before(t.card_id, t.seq, k.position) END AS furthest,
      CASE WHEN k.kind = 'done' THEN NOT was_done_before(t.card_id, t.seq) ELSE false END AS departs
    FROM added t JOIN board b ON b.id = t.board_id LEFT JOIN board_column k ON k.id = t.to_column_id
    WHERE b.made_in IS DISTINCT FROM pg_current_xact_id()::text::bigint),
  change AS (
    SELECT board_id, day, to_column_id AS column_id, 1 AS entered, 0 AS exited, 0 AS arrived, departs::int AS departed
    FROM step WHERE to_column_id IS NOT NULL
    UNION ALL
    SELECT board_id, day, from_column_id, 0, 1, 0, 0 FROM step WHERE from_column_id IS NOT NULL
    UNION ALL
    SELECT s.board_id, s.day, k.id, 0, 0, 1, 0
    FROM step s JOIN board_column k
      ON k.board_id = s.board_id AND k.position > s.furthest AND k.position <= s.position)
  SELECT board_id, day, column_id, sum(entered), sum(exited), sum(arrived), sum(departed)
  FROM change GROUP BY board_id, day, column_id
  ON CONFLICT (board_id, day, column_id) DO UPDATE SET entered = d.entered + EXCLUDED.entered,
    exited = d.exited + EXCLUDED.exited, arrived = d.arrived + EXCLUDED.arrived,
    departed = d.departed + EXCLUDED.departed;
  RETURN NULL;
END $$;

-- What the guards of single rows ask of each card and step, asked of all of a board at once.
CREATE FUNCTION judge_log(p_board uuid) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  wrong record;
BEGIN
  SELECT t.card_id, t.seq INTO wrong
  FROM (
    SELECT x.card_id, x.seq, x.from_column_id, x.at, row_number() OVER w AS place,
      lag(x.to_column_id) OVER w AS stood_in, lag(x.at) OVER w AS before
    FROM transition x WHERE x.board_id = p_board WINDOW w AS (PARTITION BY x.card_id ORDER BY x.seq)) t
  WHERE t.seq <> t.place OR t.from_column_id IS DISTINCT FROM t.stood_in OR t.at < t.before
    OR t.at > clock_timestamp() + interval '1 second'
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Transition % of card % does not continue its log.', wrong.seq, wrong.card_id
      USING ERRCODE = 'SLL03';
  END IF;

  -- Subqueries by one key each: a join would be planned from what is known of a board that nobody has counted yet.
  SELECT t.card_id, t.seq INTO wrong
  FROM transition t
  WHERE t.board_id = p_board
    AND ((SELECT c.board_id FROM card c WHERE c.id = t.card_id) IS DISTINCT FROM p_board
      OR t.to_column_id IS NOT NULL
        AND (SELECT k.board_id FROM board_column k WHERE k.id = t.to_column_id) IS DISTINCT FROM p_board)
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Transition % of card % is of another board.', wrong.seq, wrong.card_id USING ERRCODE = 'SLB01';
  END IF;

  SELECT c.id INTO wrong
  FROM card c
  WHERE c.board_id = p_board
    AND ((SELECT ROW(t.board_id, t.to_column_id, t.at) FROM transition t WHERE t.card_id = c.id AND t.seq = c.last_seq)
        IS DISTINCT FROM ROW(p_board, c.column_id, c.entered_column_at)
      OR EXISTS (SELECT FROM transition x WHERE x.card_id = c.id AND x.seq = c.last_seq + 1)
      OR c.column_id IS NOT NULL AND EXISTS (SELECT FROM card_transfer x WHERE x.from_card_id = c.id))
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Card % is not where its newest transition says.', wrong.id USING ERRCODE = 'SLL02',
      HINT = 'A card changes its column together with a transition.';
  END IF;

  SELECT c.id INTO wrong
  FROM card c
  WHERE c.board_id = p_board
    AND (c.archived_at IS NULL AND (SELECT k.board_id FROM board_column k
        WHERE k.id = c.column_id AND k.archived_at IS NULL) IS DISTINCT FROM p_board
      OR c.lane_id IS NOT NULL
        AND (SELECT x.board_id FROM lane x WHERE x.id = c.lane_id) IS DISTINCT FROM p_board)
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Card % is in a column or lane that its board does not have.', wrong.id USING ERRCODE = 'SLB01';
  END IF;
END $$;

-- Marks that were written by hand are those of the log; the others are worked out.
CREATE FUNCTION judge_marks(p_board uuid) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  wrong record;
BEGIN
  IF NOT EXISTS (SELECT FROM card c
    WHERE c.board_id = p_board AND (c.started_at IS NOT NULL OR c.finished_at IS NOT NULL)) THEN
    RETURN;
  END IF;
  SELECT c.id, m.started_at, m.finished_at INTO wrong
  FROM card c JOIN flow_marks(p_board) m ON m.card_id = c.id
  WHERE (c.started_at IS NOT NULL OR c.finished_at IS NOT NULL)
    AND (c.started_at, c.finished_at) IS DISTINCT FROM (m.started_at, m.finished_at)
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Card % did not start or finish when its log says.', wrong.id USING ERRCODE = 'SLL02',
      HINT = format('started_at = %L, finished_at = %L', wrong.started_at, wrong.finished_at);
  END IF;
END $$;

-- Each card on the board, as one that comes in last.
CREATE FUNCTION judge_admission(b board) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  c card;
  newest transition;
  cord andon;
BEGIN
  IF EXISTS (SELECT FROM wip_limit l WHERE l.board_id = b.id AND l.removed_at IS NULL) THEN
    FOR c IN SELECT * FROM card x WHERE x.board_id = b.id AND x.archived_at IS NULL LOOP
      PERFORM guard_admission(b, c.id, NULL, place_of(c));
    END LOOP;
  END IF;
  IF EXISTS (SELECT FROM andon a WHERE a.board_id = b.id AND a.released_at IS NULL) THEN
    FOR newest IN SELECT t.* FROM card x JOIN transition t ON t.card_id = x.id AND t.seq = x.last_seq
      WHERE x.board_id = b.id AND x.archived_at IS NULL LOOP
      cord := pulled_cord(newest.from_column_id, newest.to_column_id);
      IF cord.id IS NOT NULL THEN
        RAISE EXCEPTION 'The andon cord of column % is pulled: it takes no new work.', cord.column_id
          USING ERRCODE = 'SLA01', DETAIL = cord.reason;
      END IF;
    END LOOP;
  END IF;
END $$;

CREATE FUNCTION settle_board() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  b board;
BEGIN
  SELECT * INTO b FROM board x WHERE x.id = NEW.id;
  IF EXISTS (SELECT FROM card c WHERE c.board_id = b.id)
    OR EXISTS (SELECT FROM transition t WHERE t.board_id = b.id) THEN
    PERFORM judge_log(b.id);
    PERFORM judge_marks(b.id);
    PERFORM judge_admission(b);
    PERFORM project_board(b.id);
    PERFORM project_paths(b.id);
    PERFORM write_placements(b.id);
    IF EXISTS (SELECT FROM wip_limit_change x WHERE x.board_id = b.id) THEN
      PERFORM write_limit_entries(b.id);
    END IF;
  END IF;
  UPDATE board SET made_in = NULL WHERE id = b.id;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER board_judged_whole AFTER INSERT ON board DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION settle_board();
