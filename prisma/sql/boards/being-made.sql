-- Whether this transaction is making the board and has not been judged yet. Volatile: a statement that judges and writes
-- at once must not see what was before.
CREATE OR REPLACE FUNCTION is_being_made(p_board uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RETURN EXISTS (SELECT FROM board b WHERE b.id = p_board AND b.made_in = pg_current_xact_id()::text::bigint);
END $$;
