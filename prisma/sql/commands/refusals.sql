-- Refuses a command: everything that it has written is undone, and `run_command` answers with the code and details. The
-- codes are those of lib/domain/errors.ts. Raises SL409.
CREATE FUNCTION refuse(p_code text, p_details jsonb DEFAULT '{}') RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'SL409', MESSAGE = p_code,
    DETAIL = (p_details || jsonb_build_object('code', p_code))::text;
END $$;

-- Refuses one field of what was sent, as `invalid`.
CREATE FUNCTION refuse_field(p_path text, p_message text) RETURNS void
LANGUAGE sql AS $$
  SELECT refuse('invalid', jsonb_build_object('errors',
    jsonb_build_array(jsonb_build_object('path', p_path, 'message', p_message))))
$$;
