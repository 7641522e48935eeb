-- Required exit policies of the card's column that nobody has confirmed since it came in: [{id, text}]. They hold a
-- card that goes on to the right, never one that is sent back.
CREATE FUNCTION unmet_exit_policies(card card, target board_column) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT coalesce(jsonb_agg(jsonb_build_object('id', policy.id, 'text', policy.text)
    ORDER BY policy.position, policy.id), '[]')
  FROM exit_policy policy JOIN board_column source ON source.id = policy.column_id
  WHERE policy.column_id = card.column_id AND policy.required AND policy.archived_at IS NULL
    AND target.position > source.position
    AND NOT EXISTS (SELECT FROM exit_check confirmed
      WHERE confirmed.card_id = card.id AND confirmed.policy_id = policy.id
        AND confirmed.confirmed_at >= card.entered_column_at));
END $$;

-- Confirms exit policies of the card's column with the move itself (`confirmedPolicyIds`).
CREATE FUNCTION confirm_exit_policies(command command, card card) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO exit_check (board_id, card_id, policy_id, confirmed_at, confirmed_by_id)
  SELECT card.board_id, card.id, policy.id, greatest(present(), card.entered_column_at), command.actor
  FROM exit_policy policy
  WHERE policy.column_id = card.column_id AND policy.archived_at IS NULL
    AND policy.id = ANY (json_ids(command.body -> 'confirmedPolicyIds'))
  ON CONFLICT (card_id, policy_id)
    DO UPDATE SET confirmed_at = EXCLUDED.confirmed_at, confirmed_by_id = EXCLUDED.confirmed_by_id
$$;
