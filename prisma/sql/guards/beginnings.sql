CREATE OR REPLACE FUNCTION is_found(p_card uuid) RETURNS boolean
LANGUAGE sql STABLE AS $$ SELECT EXISTS (SELECT FROM unknown_beginning u WHERE u.card_id = p_card) $$;

-- It is said as the card comes in, never of a card that has been seen to begin.
CREATE OR REPLACE FUNCTION guard_beginning() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM card c JOIN board b ON b.id = c.board_id
    WHERE c.id = NEW.card_id AND c.board_id = NEW.board_id
      AND (b.version = 0 OR EXISTS (
        SELECT FROM card_transfer x JOIN unknown_beginning u ON u.card_id = x.from_card_id WHERE x.card_id = c.id))) THEN
    RAISE EXCEPTION 'The beginning of card % is known.', NEW.card_id USING ERRCODE = 'SLL02';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER unknown_beginning_as_found BEFORE INSERT ON unknown_beginning
  FOR EACH ROW EXECUTE FUNCTION guard_beginning();
