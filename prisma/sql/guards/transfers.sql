-- At commit: the card here begins with this arrival, the one there has ended with its departure, and what is carried is
-- what that one left with.
CREATE OR REPLACE FUNCTION guard_transfer() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM card c JOIN transition t ON t.card_id = c.id AND t.seq = 1
    WHERE c.id = NEW.card_id AND c.board_id = NEW.board_id AND t.at = NEW.at AND c.created_at = NEW.created_at)
  OR NOT EXISTS (
    SELECT FROM card c JOIN transition t ON t.card_id = c.id AND t.seq = c.last_seq
    WHERE c.id = NEW.from_card_id AND c.board_id = NEW.from_board_id AND c.deleted_at IS NOT NULL
      AND t.to_column_id IS NULL AND t.from_column_id = NEW.from_column_id AND t.at <= NEW.at
      AND (c.created_at, c.started_at, c.finished_at)
        IS NOT DISTINCT FROM (NEW.created_at, NEW.started_at, NEW.finished_at)) THEN
    RAISE EXCEPTION 'Card % did not leave with what card % brings.', NEW.from_card_id, NEW.card_id
      USING ERRCODE = 'SLL02';
  END IF;
  RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS card_transfer_as_left ON card_transfer;
CREATE CONSTRAINT TRIGGER card_transfer_as_left AFTER INSERT ON card_transfer DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION guard_transfer();
