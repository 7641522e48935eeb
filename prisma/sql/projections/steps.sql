-- Adds what a statement wrote to the log; the same figures as `card_paths` and `flow_days` would give. Steps of a board
-- that is being made are projected with all others of it, at its end.
CREATE FUNCTION project_steps() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM (SELECT DISTINCT step.board_id FROM added step) written
    WHERE NOT is_being_made(written.board_id)) THEN
    RETURN NULL;
  END IF;

  INSERT INTO card_path AS path (card_id, part, board_id, steps)
  SELECT step.card_id, (step.seq - 1) / steps_in_part(), step.board_id,
    string_agg(pack_step(target.number, step.at), '' ORDER BY step.seq)
  FROM added step JOIN board ON board.id = step.board_id
    LEFT JOIN board_column target ON target.id = step.to_column_id
  WHERE board.made_in IS DISTINCT FROM pg_current_xact_id()::text::bigint
  GROUP BY 1, 2, 3
  ON CONFLICT (card_id, part) DO UPDATE SET steps = path.steps || EXCLUDED.steps;

  INSERT INTO flow_day AS counted (board_id, day, column_id, entered, exited, arrived, departed)
  WITH step AS MATERIALIZED (
    SELECT written.board_id, written.from_column_id, written.to_column_id,
      (written.at AT TIME ZONE board.time_zone)::date AS day, target.position,
      CASE WHEN target.id IS NOT NULL
        THEN furthest_before(written.card_id, written.seq, target.position) END AS furthest,
      CASE WHEN target.kind = 'done' THEN NOT was_done_before(written.card_id, written.seq) ELSE false END AS departs
    FROM added written JOIN board ON board.id = written.board_id
      LEFT JOIN board_column target ON target.id = written.to_column_id
    WHERE board.made_in IS DISTINCT FROM pg_current_xact_id()::text::bigint),
  change AS (
    SELECT board_id, day, to_column_id AS column_id, 1 AS entered, 0 AS exited, 0 AS arrived, departs::int AS departed
    FROM step WHERE to_column_id IS NOT NULL
    UNION ALL
    SELECT board_id, day, from_column_id, 0, 1, 0, 0 FROM step WHERE from_column_id IS NOT NULL
    UNION ALL
    SELECT step.board_id, step.day, passed.id, 0, 0, 1, 0
    FROM step JOIN board_column passed
      ON passed.board_id = step.board_id AND passed.position > step.furthest AND passed.position <= step.position)
  SELECT board_id, day, column_id, sum(entered), sum(exited), sum(arrived), sum(departed)
  FROM change GROUP BY board_id, day, column_id
  ON CONFLICT (board_id, day, column_id) DO UPDATE SET entered = counted.entered + EXCLUDED.entered,
    exited = counted.exited + EXCLUDED.exited, arrived = counted.arrived + EXCLUDED.arrived,
    departed = counted.departed + EXCLUDED.departed;
  RETURN NULL;
END $$;

CREATE TRIGGER transition_projected AFTER INSERT ON transition REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION project_steps();

-- How far right a card had been before a step: as far as the step itself where it had been there. Looked up by the
-- card's own steps alone, and in full only when it gets further than ever: what a move costs does not grow with the
-- log.
CREATE FUNCTION furthest_before(p_card_id uuid, p_seq int, p_position int) RETURNS int
LANGUAGE plpgsql STABLE AS $$
BEGIN
  PERFORM FROM transition earlier JOIN board_column entered ON entered.id = earlier.to_column_id
  WHERE earlier.card_id = p_card_id AND earlier.seq < p_seq AND entered.position >= p_position LIMIT 1;
  IF FOUND THEN RETURN p_position; END IF;
  RETURN coalesce((SELECT max(entered.position)
    FROM transition earlier JOIN board_column entered ON entered.id = earlier.to_column_id
    WHERE earlier.card_id = p_card_id AND earlier.seq < p_seq), -1);
END $$;

-- Whether a card had been done before a step.
CREATE FUNCTION was_done_before(p_card_id uuid, p_seq int) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  PERFORM FROM transition earlier JOIN board_column entered ON entered.id = earlier.to_column_id
  WHERE earlier.card_id = p_card_id AND earlier.seq < p_seq AND entered.kind = 'done' LIMIT 1;
  RETURN FOUND;
END $$;
