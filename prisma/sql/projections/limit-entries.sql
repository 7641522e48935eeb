-- Each slot that a card takes in its new place and did not take before, under the limits in force. What the two columns
-- are is looked up once, not for every limit.
CREATE FUNCTION record_limit_entries(before placement, after placement) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO limit_entry (board_id, limit_id, card_id, at, user_id)
  SELECT after.board_id, wip_limit.id, after.card_id, after.at, nullif(slot, nobody())
  FROM wip_limit
  JOIN board ON board.id = wip_limit.board_id
  JOIN board_column target ON target.id = after.column_id
  LEFT JOIN board_column source ON source.id = before.column_id
  CROSS JOIN unnest(limit_slots(wip_limit, board, ARRAY[after.column_id], place_at(after))) AS slot
  WHERE wip_limit.board_id = after.board_id AND wip_limit.removed_at IS NULL
    AND limit_covers(wip_limit, coalesce(target.done_part_of, target.id), target.kind)
    AND NOT (limit_covers(wip_limit, coalesce(source.done_part_of, source.id), source.kind)
      AND slot = ANY (limit_slots(wip_limit, board, ARRAY[before.column_id], place_at(before))));
END $$;

-- The entries that placements of the past make under the limits that were in force: for history that was written as a
-- whole, on boards that have none yet. Changes count in the order of their one numbering; what was written as a whole,
-- and what is older, by instants.
CREATE FUNCTION write_limit_entries(p_board_id uuid) RETURNS void
LANGUAGE sql AS $$
  WITH whole AS MATERIALIZED (
    SELECT coalesce(max(placement.id) FILTER (WHERE placement.version = 0), 0) AS id
    FROM placement WHERE placement.board_id = p_board_id),
  change AS (
    SELECT logged.*, logged.seq > whole.id AS is_live,
      CASE WHEN logged.seq > whole.id THEN '-infinity' ELSE logged.at END AS instant
    FROM wip_limit_change logged, whole WHERE logged.board_id = p_board_id),
  stretch AS (
    SELECT change.to_max, change.is_live, change.instant, change.seq, lead(change.is_live) OVER later AS until_is_live,
      lead(change.instant) OVER later AS until_instant, lead(change.seq) OVER later AS until_seq,
      jsonb_populate_record(wip_limit, jsonb_build_object('column_ids', change.scope -> 'columnIds',
        'lane_id', change.scope -> 'laneId', 'user_id', change.scope -> 'userId',
        'per_person', change.scope -> 'perPerson', 'class_of_service', change.scope -> 'classOfService')) AS wip_limit
    FROM change JOIN wip_limit ON wip_limit.id = change.limit_id
    WINDOW later AS (PARTITION BY change.limit_id ORDER BY change.is_live, change.instant, change.seq)),
  standing AS MATERIALIZED (
    SELECT in_force.*, covered_column.id AS column_id
    FROM (SELECT stretch.*, limit_columns(stretch.wip_limit) AS covered
        FROM stretch WHERE stretch.to_max IS NOT NULL OFFSET 0) in_force,
      unnest(in_force.covered) AS covered_column(id)),
  step AS (
    SELECT placement.id, placement.card_id, placement.at, placement.column_id, placement.id > whole.id AS is_live,
      CASE WHEN placement.id > whole.id THEN '-infinity' ELSE placement.at END AS instant,
      place_at(placement) AS after,
      ROW(lag(placement.column_id) OVER earlier, lag(placement.lane_id) OVER earlier,
        lag(placement.class_of_service) OVER earlier, lag(placement.assignee_ids) OVER earlier,
        lag(placement.blocked) OVER earlier)::card_place AS before
    FROM placement, whole WHERE placement.board_id = p_board_id
    WINDOW earlier AS (PARTITION BY placement.card_id ORDER BY placement.id))
  INSERT INTO limit_entry (board_id, limit_id, card_id, at, user_id)
  SELECT p_board_id, (standing.wip_limit).id, step.card_id, step.at, nullif(slot, nobody())
  FROM standing
  JOIN board ON board.id = p_board_id
  JOIN step ON step.column_id = standing.column_id
    AND (step.is_live, step.instant, step.id) > (standing.is_live, standing.instant, standing.seq)
    AND (standing.until_seq IS NULL OR (step.is_live, step.instant, step.id)
      < (standing.until_is_live, standing.until_instant, standing.until_seq))
  CROSS JOIN unnest(limit_slots(standing.wip_limit, board, standing.covered, step.after)) AS slot
  WHERE slot <> ALL (limit_slots(standing.wip_limit, board, standing.covered, step.before))
    AND NOT EXISTS (SELECT FROM limit_entry entered WHERE entered.board_id = p_board_id)
  ORDER BY step.is_live, step.instant, step.id
$$;
