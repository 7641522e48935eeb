-- Where a card is and whose it is: all that a limit can ask of it. Without a column it is not on the board.
CREATE FUNCTION place_of(card card) RETURNS card_place
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN ROW(
    CASE WHEN card.archived_at IS NULL THEN card.column_id END,
    card.lane_id,
    card.class_of_service,
    ARRAY(SELECT assignee.user_id FROM card_assignee assignee
      WHERE assignee.card_id = card.id ORDER BY assignee.user_id),
    card.blocked_at IS NOT NULL
  )::card_place;
END $$;
