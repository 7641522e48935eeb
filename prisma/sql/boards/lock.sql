-- Takes the board's lock for a transaction that writes to the board by other means.
CREATE OR REPLACE FUNCTION lock_board(p_board uuid) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM board WHERE id = p_board FOR NO KEY UPDATE;
END $$;

-- A row that is changed is locked before its trigger runs, while a command locks the board before the row: who waited
-- here would deadlock with it. Commands hold the board already; anybody else is told to lock it first.
CREATE OR REPLACE FUNCTION hold_board() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'Boards are written at isolation level READ COMMITTED only.' USING ERRCODE = 'SLB01';
  END IF;
  IF TG_OP = 'INSERT' THEN
    PERFORM FROM board WHERE id = NEW.board_id FOR NO KEY UPDATE;
    RETURN NEW;
  END IF;
  IF NEW.board_id <> OLD.board_id THEN
    RAISE EXCEPTION 'A row of % stays on its board.', TG_TABLE_NAME USING ERRCODE = 'SLB01';
  END IF;
  PERFORM hold_board_at_once(OLD.board_id);
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER card_created_under_lock BEFORE INSERT ON card FOR EACH ROW EXECUTE FUNCTION hold_board();

CREATE OR REPLACE TRIGGER card_placed_under_lock
  BEFORE UPDATE OF board_id, column_id, lane_id, class_of_service, archived_at, deleted_at, blocked_at, last_seq,
    entered_column_at ON card
  FOR EACH ROW EXECUTE FUNCTION hold_board();

CREATE OR REPLACE TRIGGER card_assigned_under_lock BEFORE INSERT OR UPDATE ON card_assignee
  FOR EACH ROW EXECUTE FUNCTION hold_board();

CREATE OR REPLACE TRIGGER column_changed_under_lock BEFORE INSERT OR UPDATE ON board_column
  FOR EACH ROW EXECUTE FUNCTION hold_board();

CREATE OR REPLACE TRIGGER lane_changed_under_lock BEFORE INSERT OR UPDATE ON lane FOR EACH ROW EXECUTE FUNCTION hold_board();

CREATE OR REPLACE TRIGGER andon_changed_under_lock BEFORE INSERT OR UPDATE ON andon FOR EACH ROW EXECUTE FUNCTION hold_board();

CREATE OR REPLACE TRIGGER waiting_card_changed_under_lock BEFORE INSERT OR UPDATE ON waiting_card
  FOR EACH ROW EXECUTE FUNCTION hold_board();

CREATE OR REPLACE TRIGGER wip_limit_changed_at_once BEFORE UPDATE ON wip_limit FOR EACH ROW EXECUTE FUNCTION hold_board();

CREATE OR REPLACE TRIGGER card_transfer_under_lock BEFORE INSERT ON card_transfer FOR EACH ROW EXECUTE FUNCTION hold_board();

CREATE OR REPLACE TRIGGER unknown_beginning_under_lock BEFORE INSERT ON unknown_beginning
  FOR EACH ROW EXECUTE FUNCTION hold_board();

-- Taking somebody off a card changes counts too.
CREATE OR REPLACE FUNCTION hold_board_of_old() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM hold_board_at_once(OLD.board_id);
  RETURN OLD;
END $$;

CREATE OR REPLACE TRIGGER card_unassigned_under_lock BEFORE DELETE ON card_assignee
  FOR EACH ROW EXECUTE FUNCTION hold_board_of_old();

CREATE OR REPLACE FUNCTION hold_board_at_once(p_board uuid) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM board WHERE id = p_board FOR NO KEY UPDATE NOWAIT;
EXCEPTION WHEN lock_not_available THEN
  RAISE EXCEPTION 'The board is being changed by somebody else.' USING ERRCODE = '55P03',
    HINT = format('Lock it before its rows: SELECT lock_board(%L)', p_board);
END $$;
