-- Moves projections forward. That changes no answer: it only keeps short what a reader has to add (see cursor.sql). It
-- holds the board's row of `projection`, never the board, so that nobody who moves a card waits for it; of two at once
-- one goes its way. Ended in the middle, it has done nothing.

-- Whether a log has more than so many rows that are not projected yet.
CREATE FUNCTION is_behind(p_board_id uuid, p_by int) RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN EXISTS (SELECT FROM transition step
      WHERE step.board_id = p_board_id AND step.id > steps_projected(p_board_id) ORDER BY step.id OFFSET p_by)
    OR EXISTS (SELECT FROM placement placed
      WHERE placed.board_id = p_board_id AND placed.id > placements_projected(p_board_id) ORDER BY placed.id OFFSET p_by);
END $$;

-- Projects the next rows of a board's logs, at most so many of each, where more than `p_behind_by` are waiting and nobody
-- else is doing it. Returns whether they were so many that more may be waiting.
CREATE FUNCTION catch_up(p_board_id uuid, p_behind_by int, p_at_most int) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  held projection;
  steps record;
  placements record;
BEGIN
  IF NOT is_behind(p_board_id, p_behind_by) THEN RETURN false; END IF;
  IF NOT EXISTS (SELECT FROM projection WHERE projection.board_id = p_board_id) THEN
    PERFORM hold_projection(p_board_id);
  END IF;
  SELECT * INTO held FROM projection WHERE projection.board_id = p_board_id FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN RETURN false; END IF;
  SELECT count(*) AS rows, coalesce(max(next.id), held.steps_to) AS last_id INTO steps
    FROM (SELECT step.id FROM transition step WHERE step.board_id = p_board_id AND step.id > held.steps_to
      ORDER BY step.id LIMIT p_at_most) next;
  SELECT count(*) AS rows, coalesce(max(next.id), held.placements_to) AS last_id INTO placements
    FROM (SELECT placed.id FROM placement placed WHERE placed.board_id = p_board_id AND placed.id > held.placements_to
      ORDER BY placed.id LIMIT p_at_most) next;

  INSERT INTO card_path AS path SELECT * FROM card_paths(p_board_id, held.steps_to, steps.last_id)
  ON CONFLICT (card_id, part) DO UPDATE SET steps = path.steps || EXCLUDED.steps;

  INSERT INTO flow_day AS counted SELECT * FROM flow_days(p_board_id, held.steps_to, steps.last_id)
  ON CONFLICT (board_id, day, column_id) DO UPDATE SET entered = counted.entered + EXCLUDED.entered,
    exited = counted.exited + EXCLUDED.exited, arrived = counted.arrived + EXCLUDED.arrived,
    departed = counted.departed + EXCLUDED.departed;

  PERFORM write_limit_entries(p_board_id, held.placements_to, placements.last_id);
  UPDATE projection SET steps_to = steps.last_id, placements_to = placements.last_id
  WHERE projection.board_id = p_board_id;
  RETURN greatest(steps.rows, placements.rows) = p_at_most;
END $$;

-- Before that changes by which limits count: who came in until now came in by the old rules.
CREATE FUNCTION catch_up_by_old_rules() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  changed_id uuid;
BEGIN
  IF TG_TABLE_NAME = 'board' THEN changed_id := NEW.id; ELSE changed_id := NEW.board_id; END IF;
  PERFORM hold_projection(changed_id);
  WHILE catch_up(changed_id, 0, 10000) LOOP END LOOP;
  RETURN NEW;
END $$;

CREATE TRIGGER board_rules_caught_up BEFORE UPDATE OF blocked_cards_count, expedite_exempt ON board
  FOR EACH ROW WHEN (
    (OLD.blocked_cards_count, OLD.expedite_exempt) IS DISTINCT FROM (NEW.blocked_cards_count, NEW.expedite_exempt))
  EXECUTE FUNCTION catch_up_by_old_rules();

-- Named to run after `column_changed_under_lock`: triggers of one event run by their names.
CREATE TRIGGER column_rules_caught_up BEFORE UPDATE OF kind, done_part_of ON board_column
  FOR EACH ROW WHEN ((OLD.kind, OLD.done_part_of) IS DISTINCT FROM (NEW.kind, NEW.done_part_of))
  EXECUTE FUNCTION catch_up_by_old_rules();
