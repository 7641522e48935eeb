-- Who came under which limit, and when: what override rates are counted from. Written with every placement, in its
-- transaction, so that a report need not replay the placements of years.

CREATE TABLE "limit_entry" (
    "id" BIGSERIAL NOT NULL,
    "board_id" UUID NOT NULL,
    "limit_id" UUID NOT NULL,
    "card_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "user_id" UUID,

    CONSTRAINT "limit_entry_pkey" PRIMARY KEY ("id")
);

-- A report sums up so little of each row that more helpers than one cost more than they save.
ALTER TABLE "limit_entry" SET (parallel_workers = 1);

CREATE INDEX "limit_entry_board_id_at_idx" ON "limit_entry"("board_id", "at");

-- As before, and each slot that the card takes now and did not take before, under the limits in force. What the two
-- columns are is looked up once, not for every limit. A limit that is changed afterwards was entered all the same.
CREATE OR REPLACE FUNCTION record_placement() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  v_card CONSTANT uuid := CASE WHEN TG_TABLE_NAME = 'card' THEN (to_jsonb(NEW) ->> 'id')::uuid
    WHEN TG_OP = 'DELETE' THEN (to_jsonb(OLD) ->> 'card_id')::uuid ELSE (to_jsonb(NEW) ->> 'card_id')::uuid END;
  before placement;
  after placement;
BEGIN
  SELECT * INTO before FROM placement x WHERE x.card_id = v_card ORDER BY x.id DESC LIMIT 1;
  INSERT INTO placement (board_id, card_id, version, at, column_id, lane_id, class_of_service, assignee_ids, blocked)
  SELECT c.board_id, c.id, b.version, date_trunc('milliseconds', clock_timestamp()), p.column_id, p.lane_id,
    p.class_of_service, p.assignee_ids, p.blocked
  FROM card c JOIN board b ON b.id = c.board_id, LATERAL place_of(c) p
  WHERE c.id = v_card
    AND (p.column_id, p.lane_id, p.class_of_service, p.assignee_ids, p.blocked) IS DISTINCT FROM
      (before.column_id, before.lane_id, before.class_of_service, before.assignee_ids, before.blocked)
  RETURNING * INTO after;
  IF after.column_id IS NOT NULL THEN
    INSERT INTO limit_entry (board_id, limit_id, card_id, at, user_id)
    SELECT after.board_id, l.id, after.card_id, after.at, nullif(slot, '00000000-0000-0000-0000-000000000000')
    FROM wip_limit l
    JOIN board b ON b.id = l.board_id
    JOIN board_column goes_to ON goes_to.id = after.column_id
    LEFT JOIN board_column came_from ON came_from.id = before.column_id
    CROSS JOIN unnest(limit_slots(l, b, ARRAY[after.column_id], ROW(after.column_id, after.lane_id,
      after.class_of_service, after.assignee_ids, after.blocked)::card_place)) AS slot
    WHERE l.board_id = after.board_id AND l.removed_at IS NULL
      AND limit_covers(l, coalesce(goes_to.done_part_of, goes_to.id), goes_to.kind)
      AND NOT (limit_covers(l, coalesce(came_from.done_part_of, came_from.id), came_from.kind)
        AND slot = ANY (limit_slots(l, b, ARRAY[before.column_id], ROW(before.column_id, before.lane_id,
          before.class_of_service, before.assignee_ids, before.blocked)::card_place)));
  END IF;
  -- Who has come in, or has left the board, waits no longer.
  DELETE FROM waiting_card w USING card c
  WHERE w.card_id = v_card AND c.id = w.card_id AND (c.archived_at IS NOT NULL OR c.column_id = w.column_id);
  RETURN NULL;
END $$;

-- The entries that placements of the past make under the limits that were in force: for history that was written as a
-- whole, on boards that have none yet. Changes count in the order of their one numbering; what was written as a whole, and
-- what is older, by instants.
CREATE FUNCTION write_limit_entries(p_board uuid) RETURNS void
LANGUAGE sql AS $$
  WITH whole AS MATERIALIZED (
    SELECT coalesce(max(p.id) FILTER (WHERE p.version = 0), 0) AS id FROM placement p WHERE p.board_id = p_board),
  change AS (
    SELECT x.*, x.seq > w.id AS is_live, CASE WHEN x.seq > w.id THEN '-infinity' ELSE x.at END AS instant
    FROM wip_limit_change x, whole w WHERE x.board_id = p_board),
  stretch AS (
    SELECT x.to_max, x.is_live, x.instant, x.seq, lead(x.is_live) OVER later AS until_is_live,
      lead(x.instant) OVER later AS until_instant, lead(x.seq) OVER later AS until_seq,
      jsonb_populate_record(l, jsonb_build_object('column_ids', x.scope -> 'columnIds', 'lane_id', x.scope -> 'laneId',
        'user_id', x.scope -> 'userId', 'per_person', x.scope -> 'perPerson',
        'class_of_service', x.scope -> 'classOfService')) AS l
    FROM change x JOIN wip_limit l ON l.id = x.limit_id
    WINDOW later AS (PARTITION BY x.limit_id ORDER BY x.is_live, x.instant, x.seq)),
  standing AS MATERIALIZED (
    SELECT s.*, k.column_id
    FROM (SELECT x.*, limit_columns(x.l) AS covered FROM stretch x WHERE x.to_max IS NOT NULL OFFSET 0) s,
      unnest(s.covered) AS k(column_id)),
  step AS (
    SELECT p.id, p.card_id, p.at, p.column_id, p.id > w.id AS is_live,
      CASE WHEN p.id > w.id THEN '-infinity' ELSE p.at END AS instant,
      ROW(p.column_id, p.lane_id, p.class_of_service, p.assignee_ids, p.blocked)::card_place AS after,
      ROW(lag(p.column_id) OVER earlier, lag(p.lane_id) OVER earlier, lag(p.class_of_service) OVER earlier,
        lag(p.assignee_ids) OVER earlier, lag(p.blocked) OVER earlier)::card_place AS before
    FROM placement p, whole w WHERE p.board_id = p_board
    WINDOW earlier AS (PARTITION BY p.card_id ORDER BY p.id))
  INSERT INTO limit_entry (board_id, limit_id, card_id, at, user_id)
  SELECT p_board, (s.l).id, p.card_id, p.at, nullif(slot, '00000000-0000-0000-0000-000000000000')
  FROM standing s
  JOIN board b ON b.id = p_board
  JOIN step p ON p.column_id = s.column_id
    AND (p.is_live, p.instant, p.id) > (s.is_live, s.instant, s.seq)
    AND (s.until_seq IS NULL OR (p.is_live, p.instant, p.id) < (s.until_is_live, s.until_instant, s.until_seq))
  CROSS JOIN unnest(limit_slots(s.l, b, s.covered, p.after)) AS slot
  WHERE slot <> ALL (limit_slots(s.l, b, s.covered, p.before))
    AND NOT EXISTS (SELECT FROM limit_entry x WHERE x.board_id = p_board)
  ORDER BY p.is_live, p.instant, p.id
$$;

SELECT write_limit_entries(b.id) FROM board b ORDER BY b.id;

CREATE TRIGGER limit_entry_append_only BEFORE UPDATE OR DELETE ON limit_entry
  FOR EACH ROW EXECUTE FUNCTION guard_append_only();
CREATE TRIGGER limit_entry_no_truncate BEFORE TRUNCATE ON limit_entry EXECUTE FUNCTION guard_append_only();

-- As before, with each card's blocks found by their index: an import with many of them took time by their square.
CREATE OR REPLACE FUNCTION write_placements(p_board uuid) RETURNS void
LANGUAGE sql AS $$
  INSERT INTO placement (board_id, card_id, version, at, column_id, lane_id, class_of_service, assignee_ids, blocked)
  SELECT c.board_id, c.id, 0, e.at, e.column_id, e.lane_id, c.class_of_service, p.assignee_ids,
    EXISTS (SELECT FROM card_block x WHERE x.board_id = c.board_id AND x.card_id = c.id AND x.blocked_at <= e.at
      AND (x.unblocked_at IS NULL OR x.unblocked_at > e.at))
  FROM card c, LATERAL place_of(c) p, LATERAL (
    SELECT t.at, t.seq, t.to_column_id AS column_id, t.lane_id FROM transition t WHERE t.card_id = c.id
    UNION ALL
    SELECT x.at, n.seq, n.to_column_id, n.lane_id
    FROM (SELECT y.blocked_at AS at FROM card_block y WHERE y.board_id = c.board_id AND y.card_id = c.id
      UNION SELECT y.unblocked_at FROM card_block y WHERE y.board_id = c.board_id AND y.card_id = c.id AND y.unblocked_at IS NOT NULL) x,
      LATERAL (SELECT t.seq, t.to_column_id, t.lane_id FROM transition t
        WHERE t.card_id = c.id AND t.at <= x.at ORDER BY t.seq DESC LIMIT 1) n
    UNION ALL
    SELECT c.archived_at, c.last_seq + 1, NULL, c.lane_id
    WHERE c.archived_at IS NOT NULL AND c.column_id IS NOT NULL) e
  WHERE c.board_id = p_board AND NOT EXISTS (SELECT FROM placement x WHERE x.card_id = c.id)
  ORDER BY e.at, c.id, e.seq
$$;
