-- The least that a move under a limit needs: lock the board, count, write the card, add to the log.
CREATE TABLE board (id int PRIMARY KEY, max int NOT NULL, version int NOT NULL DEFAULT 0);
CREATE TABLE card (
  id int PRIMARY KEY,
  board_id int NOT NULL REFERENCES board,
  column_id int NOT NULL,
  moved_at timestamptz
) WITH (fillfactor = 50);
CREATE INDEX ON card (board_id);
CREATE TABLE transition (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  board_id int NOT NULL REFERENCES board,
  card_id int NOT NULL REFERENCES card,
  from_column_id int NOT NULL,
  to_column_id int NOT NULL,
  at timestamptz NOT NULL
);

CREATE FUNCTION minimal_move(p_card_id int, p_column_id int) RETURNS json LANGUAGE plpgsql AS $$
DECLARE
  board board;
  was card;
  at timestamptz;
  log_id bigint;
BEGIN
  SELECT b.* INTO board FROM board b WHERE b.id = (SELECT c.board_id FROM card c WHERE c.id = p_card_id) FOR UPDATE;
  SELECT * INTO was FROM card c WHERE c.id = p_card_id;
  IF (SELECT count(*) FROM card c WHERE c.board_id = board.id AND c.column_id = p_column_id) >= board.max THEN
    RAISE EXCEPTION 'The column is full.';
  END IF;
  at := clock_timestamp();
  UPDATE card c SET column_id = p_column_id, moved_at = at WHERE c.id = p_card_id;
  INSERT INTO transition (board_id, card_id, from_column_id, to_column_id, at)
    VALUES (board.id, p_card_id, was.column_id, p_column_id, at) RETURNING id INTO log_id;
  UPDATE board b SET version = b.version + 1 WHERE b.id = board.id;
  RETURN json_build_object('id', p_card_id, 'columnId', p_column_id, 'transition', log_id, 'version', board.version + 1);
END $$;
