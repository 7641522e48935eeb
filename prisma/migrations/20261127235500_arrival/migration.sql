-- As before; the card that has left has its last step in the log already, and is stored only afterwards.
CREATE OR REPLACE FUNCTION latest_arrival(p_card uuid) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
  SELECT greatest(step.at, arrived.finished_at + interval '1 millisecond')
  FROM card_transfer arrived
  CROSS JOIN LATERAL (
    SELECT t.at, t.to_column_id FROM transition t WHERE t.card_id = arrived.from_card_id ORDER BY t.seq DESC LIMIT 1
  ) step
  WHERE arrived.card_id = p_card AND step.to_column_id IS NULL
$$;
