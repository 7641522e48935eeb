-- Numbers a change of the board, writes it into the activity log and announces it. Returns the board's version.
CREATE FUNCTION record_activity(p_board_id uuid, p_type text, p_actor_id uuid, p_card_id uuid, p_detail jsonb)
RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  next_version bigint;
BEGIN
  UPDATE board SET version = version + 1 WHERE id = p_board_id RETURNING version INTO next_version;
  INSERT INTO activity (board_id, version, type, at, actor_id, card_id, detail)
  VALUES (p_board_id, next_version, p_type, present(), p_actor_id, p_card_id, p_detail);
  -- To this session alone, which tells everybody after the commit: NOTIFY would hold a lock of the whole instance until then.
  RAISE NOTICE USING MESSAGE = p_board_id || ' ' || next_version, ERRCODE = 'SLN01';
  RETURN next_version;
END $$;
