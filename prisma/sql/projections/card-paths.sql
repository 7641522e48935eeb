-- How many steps one row of card_path holds: what a move writes does not grow with the card's log.
CREATE OR REPLACE FUNCTION steps_in_part() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 64';

-- One step: number of the column that was entered, 0 for none, and the instant.
CREATE OR REPLACE FUNCTION pack_step(p_number smallint, p_at timestamptz) RETURNS bytea
LANGUAGE sql IMMUTABLE AS $$ SELECT int2send(coalesce(p_number, 0::smallint)) || timestamptz_send(p_at) $$;

CREATE OR REPLACE FUNCTION card_paths(p_board uuid) RETURNS SETOF card_path
LANGUAGE sql STABLE AS $$
  SELECT t.card_id, (t.seq - 1) / steps_in_part(), p_board, string_agg(pack_step(k.number, t.at), '' ORDER BY t.seq)
  FROM transition t LEFT JOIN board_column k ON k.id = t.to_column_id
  WHERE t.board_id = p_board
  GROUP BY 1, 2
$$;

-- The paths follow from the log alone: whatever a workflow becomes, they stay.
CREATE OR REPLACE FUNCTION project_paths(p_board uuid) RETURNS void
LANGUAGE sql AS $$
  DELETE FROM card_path WHERE board_id = p_board;
  INSERT INTO card_path SELECT * FROM card_paths(p_board);
$$;
