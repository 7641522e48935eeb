-- At commit: the card here begins with this arrival, the one there has ended with its departure, and what is carried is
-- what that one left with. Raises SLL02.
CREATE FUNCTION guard_transfer() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM card JOIN transition first_step ON first_step.card_id = card.id AND first_step.seq = 1
    WHERE card.id = NEW.card_id AND first_step.at = NEW.at
      AND card.created_at = NEW.created_at)
  OR NOT EXISTS (
    SELECT FROM card JOIN transition last_step ON last_step.card_id = card.id AND last_step.seq = card.last_seq
    WHERE card.id = NEW.from_card_id AND card.deleted_at IS NOT NULL
      AND last_step.to_column_id IS NULL AND last_step.from_column_id = NEW.from_column_id AND last_step.at <= NEW.at
      AND (card.created_at, card.started_at, card.finished_at)
        IS NOT DISTINCT FROM (NEW.created_at, NEW.started_at, NEW.finished_at)) THEN
    RAISE EXCEPTION 'Card % did not leave with what card % brings.', NEW.from_card_id, NEW.card_id
      USING ERRCODE = 'SLL02';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER card_transfer_as_left AFTER INSERT ON card_transfer DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION guard_transfer();

-- That nobody saw a card begin is said as it comes in, never of a card that has been seen to begin. Raises SLL02.
CREATE FUNCTION guard_beginning() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM card JOIN board ON board.id = card.board_id
    WHERE card.id = NEW.card_id
      AND (board.version = 0 OR EXISTS (
        SELECT FROM card_transfer arrival JOIN unknown_beginning found ON found.card_id = arrival.from_card_id
        WHERE arrival.card_id = card.id))) THEN
    RAISE EXCEPTION 'The beginning of card % is known.', NEW.card_id USING ERRCODE = 'SLL02';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER unknown_beginning_as_found BEFORE INSERT ON unknown_beginning
  FOR EACH ROW EXECUTE FUNCTION guard_beginning();
