-- Every write to a board is made under the lock of the board's row, so that the counts of its limits are exact. A
-- snapshot that was taken before the wait for it would not be: other isolation levels than READ COMMITTED are refused.

CREATE FUNCTION is_read_committed() RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN current_setting('transaction_isolation') = 'read committed';
END $$;

-- Raises SLB01.
CREATE FUNCTION refuse_isolation() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Boards are written at isolation level READ COMMITTED only.' USING ERRCODE = 'SLB01';
END $$;

-- Takes the board's lock for a transaction that writes to the board by other means than a command.
CREATE FUNCTION lock_board(p_board_id uuid) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM board WHERE board.id = p_board_id FOR NO KEY UPDATE;
END $$;

-- A row that is changed is locked before its trigger runs, while a command locks the board before the row: who waited
-- here would deadlock with it. Commands hold the board already; anybody else is told (55P03) to lock it first.
CREATE FUNCTION lock_board_at_once(p_board_id uuid) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM board WHERE board.id = p_board_id FOR NO KEY UPDATE NOWAIT;
EXCEPTION WHEN lock_not_available THEN
  RAISE EXCEPTION 'The board is being changed by somebody else.' USING ERRCODE = '55P03',
    HINT = format('Lock it before its rows: SELECT lock_board(%L)', p_board_id);
END $$;

-- Whoever changes what a limit counts holds the board's lock. Raises SLB01 for a row that leaves its board.
CREATE FUNCTION lock_board_of_row() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF NOT is_read_committed() THEN PERFORM refuse_isolation(); END IF;
  IF TG_OP = 'INSERT' THEN
    PERFORM FROM board WHERE board.id = NEW.board_id FOR NO KEY UPDATE;
    RETURN NEW;
  END IF;
  IF NEW.board_id <> OLD.board_id THEN
    RAISE EXCEPTION 'A row of % stays on its board.', TG_TABLE_NAME USING ERRCODE = 'SLB01';
  END IF;
  PERFORM lock_board_at_once(OLD.board_id);
  RETURN NEW;
END $$;

CREATE TRIGGER card_created_under_lock BEFORE INSERT ON card
  FOR EACH ROW WHEN (NOT is_by_command()) EXECUTE FUNCTION lock_board_of_row();

CREATE TRIGGER card_placed_under_lock
  BEFORE UPDATE OF board_id, column_id, lane_id, class_of_service, archived_at, deleted_at, blocked_at, last_seq,
    entered_column_at ON card
  FOR EACH ROW WHEN (NOT is_by_command()) EXECUTE FUNCTION lock_board_of_row();

CREATE TRIGGER card_assigned_under_lock BEFORE INSERT OR UPDATE ON card_assignee
  FOR EACH ROW WHEN (NOT is_by_command()) EXECUTE FUNCTION lock_board_of_row();

CREATE TRIGGER column_changed_under_lock BEFORE INSERT OR UPDATE ON board_column
  FOR EACH ROW EXECUTE FUNCTION lock_board_of_row();

CREATE TRIGGER lane_changed_under_lock BEFORE INSERT OR UPDATE ON lane
  FOR EACH ROW EXECUTE FUNCTION lock_board_of_row();

CREATE TRIGGER andon_changed_under_lock BEFORE INSERT OR UPDATE ON andon
  FOR EACH ROW EXECUTE FUNCTION lock_board_of_row();

CREATE TRIGGER waiting_card_changed_under_lock BEFORE INSERT OR UPDATE ON waiting_card
  FOR EACH ROW EXECUTE FUNCTION lock_board_of_row();

CREATE TRIGGER wip_limit_changed_under_lock BEFORE INSERT OR UPDATE ON wip_limit
  FOR EACH ROW EXECUTE FUNCTION lock_board_of_row();

CREATE TRIGGER card_transfer_under_lock BEFORE INSERT ON card_transfer
  FOR EACH ROW EXECUTE FUNCTION lock_board_of_row();

CREATE TRIGGER unknown_beginning_under_lock BEFORE INSERT ON unknown_beginning
  FOR EACH ROW EXECUTE FUNCTION lock_board_of_row();

-- Taking somebody off a card changes counts too.
CREATE FUNCTION lock_board_of_old_row() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lock_board_at_once(OLD.board_id);
  RETURN OLD;
END $$;

CREATE TRIGGER card_unassigned_under_lock BEFORE DELETE ON card_assignee
  FOR EACH ROW WHEN (NOT is_by_command()) EXECUTE FUNCTION lock_board_of_old_row();
