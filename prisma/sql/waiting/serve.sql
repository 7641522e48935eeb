-- Pull on vacancy. Of the cards that wait for a column, the first that would be let in now is ready; one that still
-- does not fit keeps its turn before it. On a board that pulls by itself it is moved, and what it leaves behind may let
-- in others. Ends when nothing more can come in, since every pull takes a card off the list. The caller holds the
-- board.
CREATE FUNCTION serve_waiting_list(p_board_id uuid) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  board board;
  waiting waiting_card;
  served_column_ids uuid[];
  has_pulled boolean;
BEGIN
  IF NOT EXISTS (SELECT FROM waiting_card listed WHERE listed.board_id = p_board_id) THEN RETURN; END IF;
  SELECT * INTO board FROM board stored WHERE stored.id = p_board_id;
  PERFORM drop_from_waiting_list(p_board_id);
  LOOP
    has_pulled := false;
    served_column_ids := '{}';
    FOR waiting IN SELECT * FROM waiting_card listed
      WHERE listed.board_id = p_board_id ORDER BY listed.since, listed.card_id LOOP
      CONTINUE WHEN waiting.column_id = ANY (served_column_ids) AND waiting.ready_at IS NULL;
      IF waiting.column_id <> ALL (served_column_ids) AND may_enter(board, waiting) THEN
        served_column_ids := served_column_ids || waiting.column_id;
        IF board.auto_pull AND pull_waiting_card(board, waiting) THEN
          has_pulled := true;
          EXIT;
        ELSIF waiting.ready_at IS NULL THEN
          UPDATE waiting_card listed SET ready_at = clock_timestamp() WHERE listed.card_id = waiting.card_id;
          PERFORM record_activity(board.id, 'waiting.ready', NULL, waiting.card_id,
            jsonb_build_object('columnId', waiting.column_id));
        END IF;
      ELSIF waiting.ready_at IS NOT NULL THEN
        UPDATE waiting_card listed SET ready_at = NULL WHERE listed.card_id = waiting.card_id;
      END IF;
    END LOOP;
    EXIT WHEN NOT has_pulled;
  END LOOP;
END $$;

-- Takes off the list whoever waits for nothing: the card is in, or gone, or the column is.
CREATE FUNCTION drop_from_waiting_list(p_board_id uuid) RETURNS void
LANGUAGE sql AS $$
  DELETE FROM waiting_card waiting USING card, board_column awaited
  WHERE waiting.board_id = p_board_id AND card.id = waiting.card_id AND awaited.id = waiting.column_id
    AND (card.archived_at IS NOT NULL OR card.column_id = waiting.column_id OR awaited.archived_at IS NOT NULL)
$$;

-- Whether a card that waits would be let in without a word: no andon, and no limit but soft ones against it.
CREATE FUNCTION may_enter(board board, waiting waiting_card) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  before CONSTANT card_place := (SELECT place_of(card) FROM card WHERE card.id = waiting.card_id);
  after card_place := before;
BEGIN
  after.column_id := waiting.column_id;
  after.lane_id := coalesce(waiting.lane_id, before.lane_id);
  RETURN (find_pulled_andon(before.column_id, after.column_id)).id IS NULL AND NOT EXISTS (
    SELECT FROM jsonb_array_elements(find_breaches(board, waiting.card_id, before, after)) breach
    WHERE breach ->> 'mode' <> 'soft');
END $$;

-- Moves a card that waits; false where it has not met the exit policies of the column that it would leave.
CREATE FUNCTION pull_waiting_card(board board, waiting waiting_card) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  card card;
  target board_column;
BEGIN
  SELECT * INTO card FROM card stored WHERE stored.id = waiting.card_id;
  SELECT * INTO target FROM board_column awaited WHERE awaited.id = waiting.column_id;
  IF unmet_exit_policies(card, target) <> '[]' THEN RETURN false; END IF;
  DELETE FROM waiting_card listed WHERE listed.card_id = waiting.card_id;
  PERFORM move_card(board, ROW(NULL, '{}', '{}', card.id,
    CASE WHEN waiting.lane_id IS NULL THEN '{}' ELSE jsonb_build_object('laneId', waiting.lane_id) END)::command,
    card, target);
  RETURN true;
END $$;
