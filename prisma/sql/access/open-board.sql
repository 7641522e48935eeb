-- Decides access from the stored membership, then locks the board and reads it as it is after the lock. Refuses
-- `not-found` to who is not in the team, `forbidden` to a member whose role is none of these; raises SLB01 as
-- `require_read_committed`. A command calls it by itself,
-- not within another call: while it waits, an update may make anew what would be called next.
CREATE FUNCTION open_board(p_actor_id uuid, p_roles member_role[], p_board_id uuid) RETURNS board
LANGUAGE plpgsql AS $$
DECLARE
  opened board;
  actor_role member_role;
BEGIN
  PERFORM require_read_committed();
  SELECT membership.role INTO actor_role
  FROM board JOIN membership ON membership.team_id = board.team_id AND membership.user_id = p_actor_id
  WHERE board.id = p_board_id AND board.archived_at IS NULL;
  IF actor_role IS NULL THEN PERFORM refuse('not-found'); END IF;
  IF actor_role <> ALL (p_roles) THEN PERFORM refuse('forbidden'); END IF;
  SELECT * INTO opened FROM board WHERE board.id = p_board_id AND board.archived_at IS NULL FOR NO KEY UPDATE;
  IF NOT FOUND THEN PERFORM refuse('not-found'); END IF;
  RETURN opened;
END $$;

-- The same by a card: its board, opened, and the card as it is under the lock. Refuses as `open_board` does.
CREATE FUNCTION open_card(p_actor_id uuid, p_roles member_role[], p_card_id uuid, OUT board board, OUT card card)
LANGUAGE plpgsql AS $$
BEGIN
  board := open_board(p_actor_id, p_roles,
    (SELECT stored.board_id FROM card stored WHERE stored.id = p_card_id AND stored.deleted_at IS NULL));
  SELECT * INTO card FROM card stored WHERE stored.id = p_card_id AND stored.deleted_at IS NULL;
  IF NOT FOUND THEN PERFORM refuse('not-found'); END IF;
END $$;
