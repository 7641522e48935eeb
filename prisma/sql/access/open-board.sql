-- Decides access from the stored membership, then locks the board and reads it as it is after the lock.
CREATE OR REPLACE FUNCTION open_board(p_actor uuid, p_roles member_role[], p_board uuid) RETURNS board
LANGUAGE plpgsql AS $$
DECLARE
  b board;
  actor_role member_role;
BEGIN
  SELECT m.role INTO actor_role
  FROM board x JOIN membership m ON m.team_id = x.team_id AND m.user_id = p_actor
  WHERE x.id = p_board AND x.archived_at IS NULL;
  IF actor_role IS NULL THEN PERFORM refuse('not-found'); END IF;
  IF actor_role <> ALL (p_roles) THEN PERFORM refuse('forbidden'); END IF;
  SELECT * INTO b FROM board x WHERE x.id = p_board AND x.archived_at IS NULL FOR NO KEY UPDATE;
  IF NOT FOUND THEN PERFORM refuse('not-found'); END IF;
  RETURN b;
END $$;

CREATE OR REPLACE FUNCTION open_card(p_actor uuid, p_roles member_role[], p_card uuid, OUT b board, OUT c card)
LANGUAGE plpgsql AS $$
BEGIN
  b := open_board(p_actor, p_roles, (SELECT x.board_id FROM card x WHERE x.id = p_card AND x.deleted_at IS NULL));
  SELECT * INTO c FROM card x WHERE x.id = p_card AND x.deleted_at IS NULL;
  IF NOT FOUND THEN PERFORM refuse('not-found'); END IF;
END $$;
