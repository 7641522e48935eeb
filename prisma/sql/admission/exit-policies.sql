-- Required exit policies of the card's column that nobody has confirmed since it came in: [{id, text}].
-- They hold a card that goes on to the right, never one that is sent back.
CREATE OR REPLACE FUNCTION unmet_policies(c card, target board_column) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'text', p.text) ORDER BY p.position, p.id), '[]')
  FROM exit_policy p JOIN board_column k ON k.id = p.column_id
  WHERE p.column_id = c.column_id AND p.required AND p.archived_at IS NULL AND target.position > k.position
    AND NOT EXISTS (SELECT FROM exit_check x
      WHERE x.card_id = c.id AND x.policy_id = p.id AND x.confirmed_at >= c.entered_column_at)
$$;

-- Confirms exit policies of the card's column with the move itself, then asks whether all required ones are.
CREATE OR REPLACE FUNCTION require_policies(i command, c card, target board_column) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  unmet jsonb;
BEGIN
  INSERT INTO exit_check (board_id, card_id, policy_id, confirmed_at, confirmed_by_id)
  SELECT c.board_id, c.id, p.id, greatest(date_trunc('milliseconds', clock_timestamp()), c.entered_column_at), i.actor
  FROM exit_policy p
  WHERE p.column_id = c.column_id AND p.archived_at IS NULL
    AND p.id = ANY (json_ids(coalesce(i.body -> 'confirmedPolicyIds', '[]')))
  ON CONFLICT (card_id, policy_id)
    DO UPDATE SET confirmed_at = EXCLUDED.confirmed_at, confirmed_by_id = EXCLUDED.confirmed_by_id;
  unmet := unmet_policies(c, target);
  IF unmet <> '[]' THEN
    PERFORM refuse('exit-policy-unmet',
      jsonb_build_object('cardId', c.id, 'columnId', c.column_id, 'policies', unmet));
  END IF;
END $$;
