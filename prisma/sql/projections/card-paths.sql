-- The path of each card, packed: what reports read in place of the log. It follows from the log alone: whatever a
-- workflow becomes, it stays.

-- How many steps one row of `card_path` holds: what a move writes does not grow with the card's log.
CREATE FUNCTION steps_in_part() RETURNS int
LANGUAGE sql IMMUTABLE AS $$ SELECT 64 $$;

-- One step: number of the column that was entered, 0 for none, and the instant.
CREATE FUNCTION pack_step(p_column_number smallint, p_at timestamptz) RETURNS bytea
LANGUAGE sql IMMUTABLE AS $$ SELECT int2send(coalesce(p_column_number, 0::smallint)) || timestamptz_send(p_at) $$;

-- The paths of a board as its log makes them.
CREATE FUNCTION card_paths(p_board_id uuid) RETURNS SETOF card_path
LANGUAGE sql STABLE AS $$
  SELECT step.card_id, (step.seq - 1) / steps_in_part(), p_board_id,
    string_agg(pack_step(target.number, step.at), '' ORDER BY step.seq)
  FROM transition step LEFT JOIN board_column target ON target.id = step.to_column_id
  WHERE step.board_id = p_board_id
  GROUP BY 1, 2
$$;

-- Writes them anew.
CREATE FUNCTION project_paths(p_board_id uuid) RETURNS void
LANGUAGE sql AS $$
  DELETE FROM card_path WHERE board_id = p_board_id;
  INSERT INTO card_path SELECT * FROM card_paths(p_board_id);
$$;
