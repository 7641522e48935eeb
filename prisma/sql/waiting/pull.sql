-- Whether a card in line would be let in without a word: no cord, and no limit but soft ones against it.
CREATE OR REPLACE FUNCTION may_enter(b board, w waiting_card) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  before CONSTANT card_place := (SELECT place_of(c) FROM card c WHERE c.id = w.card_id);
  after card_place := before;
BEGIN
  after.column_id := w.column_id;
  after.lane_id := coalesce(w.lane_id, before.lane_id);
  RETURN (pulled_cord(before.column_id, after.column_id)).id IS NULL AND NOT EXISTS (
    SELECT FROM jsonb_array_elements(find_breaches(b, w.card_id, before, after)) x WHERE x ->> 'mode' <> 'soft');
END $$;

-- Moves a card that waits; false where it has not met the exit policies of the column that it would leave.
CREATE OR REPLACE FUNCTION pull_waiting(b board, w waiting_card) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  c card;
  target board_column;
BEGIN
  SELECT * INTO c FROM card x WHERE x.id = w.card_id;
  SELECT * INTO target FROM board_column k WHERE k.id = w.column_id;
  IF unmet_policies(c, target) <> '[]' THEN RETURN false; END IF;
  DELETE FROM waiting_card x WHERE x.card_id = w.card_id;
  PERFORM move_one(b, ROW(NULL, '{}', '{}', c.id,
    CASE WHEN w.lane_id IS NULL THEN '{}' ELSE jsonb_build_object('laneId', w.lane_id) END)::command, c, target);
  RETURN true;
END $$;

-- Pull on vacancy. A card in line that would be let in now is ready: the first of each line that fits, which one that
-- still does not fit keeps its place before. On a board that pulls by itself it is moved, and what it leaves behind
-- may let in others. Ends when nothing more can come in, since every pull takes a card out of the line.
CREATE OR REPLACE FUNCTION settle_waiting(p_board uuid) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  b board;
  w waiting_card;
  seen uuid[];
  has_pulled boolean;
BEGIN
  IF NOT EXISTS (SELECT FROM waiting_card x WHERE x.board_id = p_board) THEN RETURN; END IF;
  SELECT * INTO b FROM board x WHERE x.id = p_board;
  DELETE FROM waiting_card x USING card c, board_column k
  WHERE x.board_id = p_board AND c.id = x.card_id AND k.id = x.column_id
    AND (c.archived_at IS NOT NULL OR c.column_id = x.column_id OR k.archived_at IS NOT NULL);
  LOOP
    has_pulled := false;
    seen := '{}';
    FOR w IN SELECT * FROM waiting_card x WHERE x.board_id = p_board ORDER BY x.since, x.card_id LOOP
      CONTINUE WHEN w.column_id = ANY (seen) AND w.ready_at IS NULL;
      IF w.column_id <> ALL (seen) AND may_enter(b, w) THEN
        seen := seen || w.column_id;
        IF b.auto_pull AND pull_waiting(b, w) THEN
          has_pulled := true;
          EXIT;
        ELSIF w.ready_at IS NULL THEN
          UPDATE waiting_card x SET ready_at = clock_timestamp() WHERE x.card_id = w.card_id;
          PERFORM record_activity(b.id, 'waiting.ready', NULL, w.card_id, jsonb_build_object('columnId', w.column_id));
        END IF;
      ELSIF w.ready_at IS NOT NULL THEN
        UPDATE waiting_card x SET ready_at = NULL WHERE x.card_id = w.card_id;
      END IF;
    END LOOP;
    EXIT WHEN NOT has_pulled;
  END LOOP;
END $$;
