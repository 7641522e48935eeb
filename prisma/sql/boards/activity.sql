-- Numbers a change of the board, writes it into the activity log and tells the listeners.
CREATE OR REPLACE FUNCTION record_activity(p_board uuid, p_type text, p_actor uuid, p_card uuid, p_detail jsonb) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  numbered bigint;
BEGIN
  UPDATE board SET version = version + 1 WHERE id = p_board RETURNING version INTO numbered;
  INSERT INTO activity (board_id, version, type, at, actor_id, card_id, detail)
  VALUES (p_board, numbered, p_type, date_trunc('milliseconds', clock_timestamp()), p_actor, p_card, p_detail);
  PERFORM pg_notify('sluice_board', p_board || ' ' || numbered);
  RETURN numbered;
END $$;
