-- The path of each card, packed: what reports read in place of the log. It follows from the log alone: whatever a
-- workflow becomes, it stays.

-- How many steps one row of `card_path` holds: what is added to a card does not grow with its log.
CREATE FUNCTION steps_in_part() RETURNS int
LANGUAGE sql IMMUTABLE AS $$ SELECT 64 $$;

-- One step: number of the column that was entered, 0 for none, and the instant.
CREATE FUNCTION pack_step(p_column_number smallint, p_at timestamptz) RETURNS bytea
LANGUAGE sql IMMUTABLE AS $$ SELECT int2send(coalesce(p_column_number, 0::smallint)) || timestamptz_send(p_at) $$;

-- The paths that a board's transitions after one and up to another make. In a part that was begun before, its later steps
-- alone. Planned anew each time, as `flow_days` is.
CREATE FUNCTION card_paths(p_board_id uuid, p_after bigint, p_to bigint) RETURNS SETOF card_path
LANGUAGE plpgsql STABLE PARALLEL SAFE SET plan_cache_mode = force_custom_plan AS $$
BEGIN
  RETURN QUERY
    SELECT step.card_id, (step.seq - 1) / steps_in_part(), p_board_id,
      string_agg(pack_step(target.number, step.at), '' ORDER BY step.seq)
    FROM transition step LEFT JOIN board_column target ON target.id = step.to_column_id
    WHERE step.board_id = p_board_id AND step.id > p_after AND step.id <= p_to
    GROUP BY 1, 2;
END $$;

-- What the log has and `card_path` does not hold yet.
CREATE FUNCTION newer_card_paths(p_board_id uuid) RETURNS SETOF card_path
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN QUERY SELECT * FROM card_paths(p_board_id, steps_projected(p_board_id), end_of_log());
END $$;

-- Writes anew what `card_path` holds.
CREATE FUNCTION project_paths(p_board_id uuid) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM hold_projection(p_board_id);
  DELETE FROM card_path WHERE card_path.board_id = p_board_id;
  INSERT INTO card_path SELECT * FROM card_paths(p_board_id, 0, steps_projected(p_board_id));
END $$;
