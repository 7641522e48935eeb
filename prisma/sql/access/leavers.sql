-- A card on which work is not over.
CREATE FUNCTION is_open(card card) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT card.finished_at IS NULL AND card.archived_at IS NULL AND card.deleted_at IS NULL
$$;

-- Takes somebody who leaves the team off the open cards of a board that the caller has locked. Returns how many.
CREATE FUNCTION take_off_open_cards(p_board_id uuid, p_person_id uuid, p_actor_id uuid) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  held card;
  taken int := 0;
BEGIN
  FOR held IN SELECT card.* FROM card JOIN card_assignee assignee ON assignee.card_id = card.id
    WHERE card.board_id = p_board_id AND assignee.user_id = p_person_id AND is_open(card) ORDER BY card.number LOOP
    DELETE FROM card_assignee assignee WHERE assignee.card_id = held.id AND assignee.user_id = p_person_id;
    PERFORM store_card(held);
    PERFORM record_activity(p_board_id, 'card.unassigned', p_actor_id, held.id,
      (SELECT jsonb_build_object('userId', person.id, 'name', person.name)
        FROM user_account person WHERE person.id = p_person_id));
    taken := taken + 1;
  END LOOP;
  PERFORM serve_waiting_list(p_board_id);
  RETURN taken;
END $$;
