-- The admission decision, twin of lib/domain/limit.ts: every limit that a card newly falls under and that has no room
-- for it, as [{limit facts, userId: whose count, count: the other cards}]; empty when the card may come in. Its callers
-- hold the board's lock, and it counts in one statement after that lock, so that every count is exact.
CREATE FUNCTION find_breaches(board board, p_card_id uuid, before card_place, after card_place) RETURNS jsonb
LANGUAGE plpgsql AS $$
BEGIN
  IF after.column_id IS NULL THEN RETURN '[]'; END IF;
  RETURN (
    SELECT coalesce(jsonb_agg(
      limit_facts(wip_limit) || jsonb_build_object('userId', nullif(slot.person_id, nobody()), 'count', held.cards)
      ORDER BY wip_limit.created_at, wip_limit.id, slot.rank), '[]')
    FROM board_column target
    JOIN wip_limit ON wip_limit.board_id = board.id AND wip_limit.removed_at IS NULL
      AND limit_covers(wip_limit, coalesce(target.done_part_of, target.id), target.kind)
    LEFT JOIN board_column source ON source.id = before.column_id
      AND limit_covers(wip_limit, coalesce(source.done_part_of, source.id), source.kind)
    CROSS JOIN LATERAL unnest(limit_slots(wip_limit, board, ARRAY[after.column_id], after))
      WITH ORDINALITY slot (person_id, rank)
    CROSS JOIN LATERAL (
      SELECT count(*) AS cards
      FROM board_column stage
      JOIN card holder ON holder.board_id = board.id AND holder.column_id = stage.id AND holder.archived_at IS NULL
      WHERE stage.board_id = board.id
        AND limit_covers(wip_limit, coalesce(stage.done_part_of, stage.id), stage.kind)
        AND limit_takes(wip_limit, board, ARRAY[stage.id], holder.column_id, holder.lane_id, holder.class_of_service,
          holder.blocked_at IS NOT NULL)
        AND (slot.person_id = nobody() OR EXISTS (SELECT FROM card_assignee assignee
          WHERE assignee.card_id = holder.id AND assignee.user_id = slot.person_id))
        AND holder.id IS DISTINCT FROM p_card_id) held
    WHERE target.id = after.column_id AND held.cards >= wip_limit.max
      AND (source.id IS NULL
        OR slot.person_id <> ALL (limit_slots(wip_limit, board, ARRAY[before.column_id], before))));
END $$;
