-- The entries that placements of the past make under the limits that were in force: for history that was written as a
-- whole, on boards that have none yet. Changes count in the order of their one numbering; what was written as a whole, and
-- what is older, by instants.
CREATE OR REPLACE FUNCTION write_limit_entries(p_board uuid) RETURNS void
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
