-- Gives a card exactly these labels. Refuses `invalid` for one that its board does not have.
CREATE FUNCTION set_labels(board board, p_card_id uuid, p_label_ids uuid[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM unnest(p_label_ids) wanted_id
    WHERE NOT EXISTS (SELECT FROM label WHERE label.id = wanted_id AND label.board_id = board.id)) THEN
    PERFORM refuse_field('labelIds', 'No such label on this board.');
  END IF;
  DELETE FROM card_label given WHERE given.card_id = p_card_id AND given.label_id <> ALL (p_label_ids);
  INSERT INTO card_label (board_id, card_id, label_id)
  SELECT board.id, p_card_id, wanted_id FROM unnest(p_label_ids) wanted_id
  ON CONFLICT DO NOTHING;
END $$;

-- The labels of a card by their names on another board; those that it lacks are added there.
CREATE FUNCTION carry_labels(command command, card card, board board) RETURNS uuid[]
LANGUAGE plpgsql AS $$
DECLARE
  missing label;
BEGIN
  FOR missing IN SELECT label.* FROM card_label given JOIN label ON label.id = given.label_id
    WHERE given.card_id = card.id AND NOT EXISTS (
      SELECT FROM label own WHERE own.board_id = board.id AND own.name = label.name) LOOP
    INSERT INTO label (id, board_id, name, colour) VALUES (gen_random_uuid(), board.id, missing.name, missing.colour);
    PERFORM record_command(command, board.id, 'label.created', NULL, jsonb_build_object('name', missing.name));
  END LOOP;
  RETURN ARRAY(SELECT own.id FROM card_label given JOIN label ON label.id = given.label_id
    JOIN label own ON own.board_id = board.id AND own.name = label.name WHERE given.card_id = card.id);
END $$;
