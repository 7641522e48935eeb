-- Position from which on a card counts as started: the commitment point, else the first column that is not backlog.
CREATE OR REPLACE FUNCTION commitment_position(b board) RETURNS int
LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT k.position FROM board_column k WHERE k.id = b.commitment_column_id AND k.board_id = b.id),
    (SELECT min(k.position) FROM board_column k WHERE k.board_id = b.id AND k.kind <> 'backlog'))
$$;

-- A card that came into done without a start has started when it finished, only as long as it stays finished: reopened,
-- it starts with its first entry into a committed column that is not done.
CREATE OR REPLACE FUNCTION first_start(p_card uuid, p_committed_from int) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
  SELECT min(t.at) FROM transition t JOIN board_column k ON k.id = t.to_column_id
  WHERE t.card_id = p_card AND k.kind <> 'done' AND k.position >= p_committed_from
$$;

-- Writes the transition and what follows from it for the card, in memory: the caller stores `c` once.
-- A null target means that the card leaves the board.
CREATE OR REPLACE FUNCTION take_step(b board, INOUT c card, target board_column, p_actor uuid, p_overridden boolean,
  OUT step transition)
LANGUAGE plpgsql AS $$
DECLARE
  at CONSTANT timestamptz := board_instant(b.id);
  was_done CONSTANT boolean := EXISTS (SELECT FROM board_column k WHERE k.id = c.column_id AND k.kind = 'done');
  stays_done CONSTANT boolean := was_done AND target.kind IS NOT DISTINCT FROM 'done';
BEGIN
  INSERT INTO transition (board_id, card_id, seq, from_column_id, to_column_id, to_kind, lane_id, actor_id, at, overridden)
  VALUES (b.id, c.id, c.last_seq + 1, c.column_id, target.id, target.kind, c.lane_id, p_actor, at, p_overridden)
  RETURNING * INTO step;
  IF was_done AND NOT stays_done AND c.started_at = c.finished_at THEN
    c.started_at := first_start(c.id, commitment_position(b));
  ELSIF c.started_at IS NULL AND (target.kind = 'done' OR target.position >= commitment_position(b))
    AND NOT is_found(c.id) THEN
    c.started_at := at;
  END IF;
  c.finished_at := CASE WHEN target.kind = 'done' THEN CASE WHEN was_done THEN c.finished_at ELSE at END END;
  c.column_id := target.id;
  c.entered_column_at := at;
  c.last_seq := step.seq;
END $$;

-- Stores a changed card under its next version.
CREATE OR REPLACE FUNCTION store_card(INOUT c card)
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE card x SET
    title = c.title, description = c.description, type = c.type, column_id = c.column_id, lane_id = c.lane_id,
    position = c.position, version = x.version + 1, class_of_service = c.class_of_service, due_on = c.due_on,
    blocked_at = c.blocked_at, updated_at = clock_timestamp(), entered_column_at = c.entered_column_at,
    started_at = c.started_at, finished_at = c.finished_at, archived_at = c.archived_at, deleted_at = c.deleted_at,
    last_seq = c.last_seq
  WHERE x.id = c.id
  RETURNING x.* INTO c;
END $$;
