-- Writes the transition and what follows from it for the card, in memory: the caller stores `card` once. A null target
-- means that the card leaves the board. The step continues the one that the card names: what was written by hand in the
-- same transaction has not been judged yet. Raises SLL03.
CREATE FUNCTION take_step(board board, INOUT card card, target board_column, p_actor_id uuid, p_overridden boolean,
  OUT step transition)
LANGUAGE plpgsql AS $$
DECLARE
  was_done boolean := false;
BEGIN
  INSERT INTO transition (board_id, card_id, seq, from_column_id, to_column_id, to_kind, lane_id, actor_id, at,
    overridden)
  SELECT board.id, card.id, card.last_seq + 1, card.column_id, target.id, target.kind, card.lane_id, p_actor_id,
    greatest(present(), (SELECT newest.at FROM transition newest
      WHERE newest.board_id = board.id ORDER BY newest.at DESC, newest.id DESC LIMIT 1)),
    p_overridden
  FROM transition previous
  WHERE previous.card_id = card.id AND previous.seq = card.last_seq
    AND previous.to_column_id IS NOT DISTINCT FROM card.column_id
  RETURNING * INTO step;
  IF NOT FOUND THEN PERFORM refuse_step(card.id, card.last_seq + 1); END IF;
  IF target.kind = 'done' OR card.started_at = card.finished_at THEN
    SELECT source.kind = 'done' INTO was_done FROM board_column source WHERE source.id = card.column_id;
  END IF;
  IF was_done AND target.kind IS DISTINCT FROM 'done' AND card.started_at = card.finished_at THEN
    card.started_at := first_start(card.id, commitment_position(board));
  ELSIF card.started_at IS NULL AND (target.kind = 'done' OR target.position >= commitment_position(board))
    AND NOT has_unknown_beginning(card.id) THEN
    card.started_at := step.at;
  END IF;
  card.finished_at := CASE WHEN target.kind = 'done' THEN CASE WHEN was_done THEN card.finished_at ELSE step.at END END;
  card.column_id := target.id;
  card.entered_column_at := step.at;
  card.last_seq := step.seq;
END $$;
