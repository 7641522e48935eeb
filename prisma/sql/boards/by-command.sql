-- Whether the statement that is about to fire a trigger is one that a command itself runs. Under the board's lock the
-- command has just decided what the guards would decide again, so they spare its statements: the WHEN of a trigger asks
-- this. Settings, tables and locks can be anybody's. The outermost call on the stack cannot: while it is `run_command`,
-- nothing runs but what that calls. Its frame is longer than any name, and data in a frame are quoted, so neither can
-- stand for it; a function of the same name elsewhere has another schema before it, since `run_command` alone begins
-- where its own schema is not in sight. Within a trigger (of anybody's) it is false.
--
-- Frames are in the language of the server's messages. The innermost is this function's own, and reads as that of
-- `run_command` but for its name and its statement: both of them stand on line 6.
CREATE FUNCTION is_by_command() RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  stack text;
BEGIN
  IF pg_trigger_depth() > 0 THEN RETURN false; END IF;
  GET DIAGNOSTICS stack = PG_CONTEXT;
  RETURN split_part(stack, E'\n', -1) = replace(replace(split_part(stack, E'\n', 1), 'GET DIAGNOSTICS', 'RETURN'),
    'is_by_command()', format('%1$I.run_command(text,uuid,%1$I.member_role[],%1$I.member_role[],uuid,jsonb,boolean)',
      current_schema()));
END $$;
