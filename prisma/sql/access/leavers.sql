-- A card on which work is not over.
CREATE OR REPLACE FUNCTION is_open(c card) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$ SELECT c.finished_at IS NULL AND c.archived_at IS NULL AND c.deleted_at IS NULL $$;

-- Takes somebody who leaves the team off the open cards of a board that the caller has locked. Returns how many.
CREATE OR REPLACE FUNCTION take_off_open_cards(p_board uuid, p_person uuid, p_actor uuid) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  c card;
  taken int := 0;
BEGIN
  FOR c IN SELECT x.* FROM card x JOIN card_assignee a ON a.card_id = x.id
    WHERE x.board_id = p_board AND a.user_id = p_person AND is_open(x) ORDER BY x.number LOOP
    DELETE FROM card_assignee a WHERE a.card_id = c.id AND a.user_id = p_person;
    PERFORM store_card(c);
    PERFORM record_activity(p_board, 'card.unassigned', p_actor, c.id,
      (SELECT jsonb_build_object('userId', u.id, 'name', u.name) FROM user_account u WHERE u.id = p_person));
    taken := taken + 1;
  END LOOP;
  PERFORM settle_waiting(p_board);
  RETURN taken;
END $$;

-- Members of the board's team who are switched off, and people on its cards who are in the team no longer.
CREATE OR REPLACE FUNCTION former_members(b board) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('userId', u.id, 'name', u.name, 'disabled', u.disabled_at IS NOT NULL)
    ORDER BY lower(u.name), u.id), '[]')
  FROM user_account u
  WHERE u.id IN (SELECT a.user_id FROM card_assignee a WHERE a.board_id = b.id)
      AND NOT EXISTS (SELECT FROM membership m WHERE m.team_id = b.team_id AND m.user_id = u.id)
    OR u.disabled_at IS NOT NULL AND u.id IN (SELECT m.user_id FROM membership m WHERE m.team_id = b.team_id)
$$;
