-- Who came under which limit, and when: each slot that a card takes by a placement and did not take before it, under the
-- limits that were in force.

-- How the limits of a board stood, each from one of its changes until the next, and the columns that it covered. Changes are
-- numbered with placements, in one order. Those that are older than history that was written as a whole count by instants,
-- as that history does. Columns are those of now.
CREATE FUNCTION limit_stretches(p_board_id uuid, p_whole_to bigint)
RETURNS TABLE (wip_limit wip_limit, covered uuid[], is_live boolean, instant timestamptz, seq bigint,
  until_is_live boolean, until_instant timestamptz, until_seq bigint)
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN QUERY
    WITH change AS (
      SELECT logged.limit_id, logged.to_max, logged.scope, logged.seq, logged.seq > p_whole_to AS is_live,
        CASE WHEN logged.seq > p_whole_to THEN '-infinity' ELSE logged.at END AS instant
      FROM wip_limit_change logged WHERE logged.board_id = p_board_id),
    stretch AS (
      SELECT change.*, lead(change.is_live) OVER later AS until_is_live, lead(change.instant) OVER later AS until_instant,
        lead(change.seq) OVER later AS until_seq,
        jsonb_populate_record(standing, jsonb_build_object('column_ids', change.scope -> 'columnIds',
          'lane_id', change.scope -> 'laneId', 'user_id', change.scope -> 'userId',
          'per_person', change.scope -> 'perPerson', 'class_of_service', change.scope -> 'classOfService')) AS as_it_was
      FROM change JOIN wip_limit standing ON standing.id = change.limit_id
      WINDOW later AS (PARTITION BY change.limit_id ORDER BY change.is_live, change.instant, change.seq))
    SELECT stretch.as_it_was, limit_columns(stretch.as_it_was), stretch.is_live, stretch.instant, stretch.seq,
      stretch.until_is_live, stretch.until_instant, stretch.until_seq
    FROM stretch WHERE stretch.to_max IS NOT NULL;
END $$;

-- The entries that a board's placements after one and up to another make, in the order in which they came true, by the
-- board's settings of now. Planned anew each time, as `flow_days` is.
CREATE FUNCTION limit_entries(p_board_id uuid, p_after bigint, p_to bigint)
RETURNS TABLE (placement_id bigint, limit_id uuid, card_id uuid, at timestamptz, user_id uuid)
LANGUAGE plpgsql STABLE PARALLEL SAFE SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  whole_to CONSTANT bigint := coalesce(
    (SELECT projection.whole_to FROM projection WHERE projection.board_id = p_board_id), 0);
BEGIN
  IF NOT EXISTS (SELECT FROM wip_limit_change change WHERE change.board_id = p_board_id) THEN RETURN; END IF;
  RETURN QUERY
    WITH standing AS MATERIALIZED (
      SELECT stretch.*, covered_column.id AS column_id
      FROM limit_stretches(p_board_id, whole_to) stretch, unnest(stretch.covered) AS covered_column(id)),
    step AS (
      SELECT placed.id, placed.card_id, placed.at, placed.column_id, placed.id > whole_to AS is_live,
        CASE WHEN placed.id > whole_to THEN '-infinity' ELSE placed.at END AS instant, place_at(placed) AS after,
        CASE
          WHEN lag(placed.id) OVER earlier IS NOT NULL
          THEN ROW(lag(placed.column_id) OVER earlier, lag(placed.lane_id) OVER earlier,
            lag(placed.class_of_service) OVER earlier, lag(placed.assignee_ids) OVER earlier,
            lag(placed.blocked) OVER earlier)::card_place
          WHEN p_after > 0
          THEN (SELECT place_at(past) FROM placement past
            WHERE past.card_id = placed.card_id AND past.id < placed.id ORDER BY past.id DESC LIMIT 1)
        END AS before
      FROM placement placed
      WHERE placed.board_id = p_board_id AND placed.id > p_after AND placed.id <= p_to
      WINDOW earlier AS (PARTITION BY placed.card_id ORDER BY placed.id))
    SELECT step.id, (standing.wip_limit).id, step.card_id, step.at, nullif(slot, nobody())
    FROM standing
    JOIN board ON board.id = p_board_id
    JOIN step ON step.column_id = standing.column_id
      AND (step.is_live, step.instant, step.id) > (standing.is_live, standing.instant, standing.seq)
      AND (standing.until_seq IS NULL OR (step.is_live, step.instant, step.id)
        < (standing.until_is_live, standing.until_instant, standing.until_seq))
    CROSS JOIN unnest(limit_slots(standing.wip_limit, board, standing.covered, step.after)) AS slot
    WHERE slot <> ALL (limit_slots(standing.wip_limit, board, standing.covered, step.before))
    ORDER BY step.is_live, step.instant, step.id;
END $$;

-- What the placements make and `limit_entry` does not hold yet.
CREATE FUNCTION newer_limit_entries(p_board_id uuid)
RETURNS TABLE (placement_id bigint, limit_id uuid, card_id uuid, at timestamptz, user_id uuid)
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
  RETURN QUERY SELECT * FROM limit_entries(p_board_id, placements_projected(p_board_id), end_of_log());
END $$;

-- Adds them to `limit_entry`.
CREATE FUNCTION write_limit_entries(p_board_id uuid, p_after bigint, p_to bigint) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO limit_entry (board_id, placement_id, limit_id, card_id, at, user_id)
  SELECT p_board_id, entered.* FROM limit_entries(p_board_id, p_after, p_to) entered;
END $$;
