-- Decides access from the stored membership, locks the board and reads it as it is after the lock: the board of this id,
-- or that of a card. Refuses `not-found` to who is not in the team, `forbidden` to a member whose role is none of these;
-- raises SLB01 as `refuse_isolation`. A command calls it by itself, not within another call: while it waits, an
-- update may make anew what would be called next.
CREATE FUNCTION open_board(p_actor_id uuid, p_roles member_role[], p_board_id uuid, p_card_id uuid DEFAULT NULL)
RETURNS board
LANGUAGE plpgsql AS $$
DECLARE
  opened board;
BEGIN
  IF NOT is_read_committed() THEN PERFORM refuse_isolation(); END IF;
  SELECT stored.* INTO opened
  FROM board stored JOIN membership ON membership.team_id = stored.team_id
  WHERE stored.id = coalesce(
      (SELECT named.board_id FROM card named WHERE named.id = p_card_id AND named.deleted_at IS NULL), p_board_id)
    AND stored.archived_at IS NULL
    AND membership.user_id = p_actor_id AND membership.role = ANY (p_roles)
  FOR NO KEY UPDATE OF stored;
  IF NOT FOUND THEN PERFORM refuse_board(p_actor_id, p_board_id, p_card_id); END IF;
  RETURN opened;
END $$;

-- Refuses a board that `open_board` does not open.
CREATE FUNCTION refuse_board(p_actor_id uuid, p_board_id uuid, p_card_id uuid) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refuse(CASE WHEN EXISTS (
    SELECT FROM board stored JOIN membership ON membership.team_id = stored.team_id
    WHERE stored.id = coalesce(
        (SELECT named.board_id FROM card named WHERE named.id = p_card_id AND named.deleted_at IS NULL), p_board_id)
      AND stored.archived_at IS NULL AND membership.user_id = p_actor_id)
    THEN 'forbidden' ELSE 'not-found' END);
END $$;

-- The same by a card: its board, opened, and the card as it is under the lock. Refuses as `open_board` does.
CREATE FUNCTION open_card(p_actor_id uuid, p_roles member_role[], p_card_id uuid, OUT board board, OUT card card)
LANGUAGE plpgsql AS $$
BEGIN
  board := open_board(p_actor_id, p_roles, NULL, p_card_id);
  SELECT * INTO card FROM card stored WHERE stored.id = p_card_id AND stored.deleted_at IS NULL;
  IF NOT FOUND THEN PERFORM refuse('not-found'); END IF;
END $$;
