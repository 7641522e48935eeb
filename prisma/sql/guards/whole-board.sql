-- What the guards of single rows ask of each card and step, asked of all of a board at once.
CREATE OR REPLACE FUNCTION judge_log(p_board uuid) RETURNS void
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
CREATE OR REPLACE FUNCTION judge_marks(p_board uuid) RETURNS void
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
CREATE OR REPLACE FUNCTION judge_admission(b board) RETURNS void
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

CREATE OR REPLACE FUNCTION settle_board() RETURNS trigger
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

DROP TRIGGER IF EXISTS board_judged_whole ON board;
CREATE CONSTRAINT TRIGGER board_judged_whole AFTER INSERT ON board DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION settle_board();
