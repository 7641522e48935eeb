-- How far right a card had been before a step: as far as the step itself where it had been there. Looked up by the
-- card's own steps alone, and in full only when it gets further than ever: what a move costs does not grow with the log.
CREATE OR REPLACE FUNCTION furthest_before(p_card uuid, p_seq int, p_position int) RETURNS int
LANGUAGE plpgsql STABLE AS $$
BEGIN
  PERFORM FROM transition e JOIN board_column k ON k.id = e.to_column_id
  WHERE e.card_id = p_card AND e.seq < p_seq AND k.position >= p_position LIMIT 1;
  IF FOUND THEN RETURN p_position; END IF;
  RETURN coalesce((SELECT max(k.position) FROM transition e JOIN board_column k ON k.id = e.to_column_id
    WHERE e.card_id = p_card AND e.seq < p_seq), -1);
END $$;

CREATE OR REPLACE FUNCTION was_done_before(p_card uuid, p_seq int) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  PERFORM FROM transition e JOIN board_column k ON k.id = e.to_column_id
  WHERE e.card_id = p_card AND e.seq < p_seq AND k.kind = 'done' LIMIT 1;
  RETURN FOUND;
END $$;

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

CREATE OR REPLACE TRIGGER transition_projected AFTER INSERT ON transition REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION project_steps();
