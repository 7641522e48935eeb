-- What the guards of single rows ask of each card and step, asked of all of a board at once, at the end of the
-- transaction that makes it.

-- Judges a board that was written as a whole, and works out what follows from its log. From then on the guards of
-- single rows hold. Raises what the judges raise.
CREATE FUNCTION finish_making_board() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  board board;
BEGIN
  SELECT * INTO board FROM board stored WHERE stored.id = NEW.id;
  IF EXISTS (SELECT FROM card WHERE card.board_id = board.id)
    OR EXISTS (SELECT FROM transition step WHERE step.board_id = board.id) THEN
    PERFORM judge_log(board.id);
    PERFORM judge_cards(board.id);
    PERFORM judge_milestones(board.id);
    PERFORM judge_admission(board);
  END IF;
  PERFORM project_whole_board(board.id);
  UPDATE board made SET made_in = NULL WHERE made.id = board.id;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER board_judged_whole AFTER INSERT ON board DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION finish_making_board();

-- Every step continues the one before it. Raises SLL03.
CREATE FUNCTION judge_log(p_board_id uuid) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  wrong record;
BEGIN
  SELECT step.card_id, step.seq INTO wrong
  FROM (
    SELECT logged.card_id, logged.seq, logged.from_column_id, logged.at, row_number() OVER in_order AS rank,
      lag(logged.to_column_id) OVER in_order AS stood_in, lag(logged.at) OVER in_order AS before
    FROM transition logged WHERE logged.board_id = p_board_id
    WINDOW in_order AS (PARTITION BY logged.card_id ORDER BY logged.seq)) step
  WHERE step.seq <> step.rank OR step.from_column_id IS DISTINCT FROM step.stood_in OR step.at < step.before
    OR step.at > clock_timestamp() + interval '1 second'
  LIMIT 1;
  IF FOUND THEN
    PERFORM refuse_step(wrong.card_id, wrong.seq);
  END IF;
END $$;

-- Every card is where its newest step says, in a column that is in use. Raises SLL02, SLB01.
CREATE FUNCTION judge_cards(p_board_id uuid) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  wrong record;
BEGIN
  -- Subqueries by one key each: a join would be planned from what is known of a board that nobody has counted yet.
  SELECT card.id INTO wrong
  FROM card
  WHERE card.board_id = p_board_id
    AND ((SELECT ROW(newest.to_column_id, newest.at) FROM transition newest
        WHERE newest.card_id = card.id AND newest.seq = card.last_seq)
        IS DISTINCT FROM ROW(card.column_id, card.entered_column_at)
      OR EXISTS (SELECT FROM transition later WHERE later.card_id = card.id AND later.seq = card.last_seq + 1)
      OR card.column_id IS NOT NULL
        AND EXISTS (SELECT FROM card_transfer departure WHERE departure.from_card_id = card.id))
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Card % is not where its newest transition says.', wrong.id USING ERRCODE = 'SLL02',
      HINT = 'A card changes its column together with a transition.';
  END IF;

  SELECT card.id INTO wrong
  FROM card
  WHERE card.board_id = p_board_id
    AND card.archived_at IS NULL
    AND (SELECT stage.archived_at FROM board_column stage WHERE stage.id = card.column_id) IS NOT NULL
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Card % is in a column that is archived.', wrong.id USING ERRCODE = 'SLB01';
  END IF;
END $$;

-- Milestones that were written by hand are those of the log; the others are worked out. Raises SLL02.
CREATE FUNCTION judge_milestones(p_board_id uuid) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  wrong record;
BEGIN
  IF NOT EXISTS (SELECT FROM card
    WHERE card.board_id = p_board_id AND (card.started_at IS NOT NULL OR card.finished_at IS NOT NULL)) THEN
    RETURN;
  END IF;
  SELECT card.id, logged.started_at, logged.finished_at INTO wrong
  FROM card JOIN board_milestones(p_board_id) logged ON logged.card_id = card.id
  WHERE (card.started_at IS NOT NULL OR card.finished_at IS NOT NULL)
    AND (card.started_at, card.finished_at) IS DISTINCT FROM (logged.started_at, logged.finished_at)
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Card % did not start or finish when its log says.', wrong.id USING ERRCODE = 'SLL02',
      HINT = format('started_at = %L, finished_at = %L', wrong.started_at, wrong.finished_at);
  END IF;
END $$;

-- Each card on the board, as one that comes in last. Raises as `guard_admission` and `require_no_andon` do.
CREATE FUNCTION judge_admission(board board) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  held card;
  newest transition;
BEGIN
  IF EXISTS (SELECT FROM wip_limit WHERE wip_limit.board_id = board.id AND wip_limit.removed_at IS NULL) THEN
    FOR held IN SELECT * FROM card WHERE card.board_id = board.id AND card.archived_at IS NULL LOOP
      PERFORM guard_admission(board, held.id, NULL, place_of(held));
    END LOOP;
  END IF;
  IF EXISTS (SELECT FROM andon WHERE andon.board_id = board.id AND andon.released_at IS NULL) THEN
    FOR newest IN SELECT step.* FROM card JOIN transition step ON step.card_id = card.id AND step.seq = card.last_seq
      WHERE card.board_id = board.id AND card.archived_at IS NULL LOOP
      PERFORM require_no_andon(newest.from_column_id, newest.to_column_id);
    END LOOP;
  END IF;
END $$;
