-- A board that is written as a whole, as an import and the demo do, is judged as a whole at its end (see
-- guards/whole-board.sql). Until then the guards of single rows spare it: whether this transaction is making the board
-- and has not finished yet. Volatile: a statement that judges and writes at once must not see what was before.
CREATE FUNCTION is_being_made(p_board_id uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RETURN EXISTS (SELECT FROM board WHERE board.id = p_board_id AND board.made_in = pg_current_xact_id()::text::bigint);
END $$;
