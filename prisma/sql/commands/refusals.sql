-- One function per command on cards, so that each is one round trip: access, the board's lock, the decision and
-- every write. READ COMMITTED and volatile: each statement sees what was committed before it, which is what makes
-- the counts after the lock exact. Answers {"ok": …} or {"refusal": {"code", …}}; refused means nothing was written.
CREATE OR REPLACE FUNCTION refuse(code text, details jsonb DEFAULT '{}') RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'SL409', MESSAGE = code, DETAIL = (details || jsonb_build_object('code', code))::text;
END $$;

CREATE OR REPLACE FUNCTION refuse_member(path text, message text) RETURNS void
LANGUAGE sql AS $$
  SELECT refuse('invalid', jsonb_build_object('errors',
    jsonb_build_array(jsonb_build_object('path', path, 'message', message))))
$$;
