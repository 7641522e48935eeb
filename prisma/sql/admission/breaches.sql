-- The admission decision, twin of lib/domain/limit.ts: every limit that a card newly falls under and that has no room
-- for it, as [{limit facts, userId: whose count, count: the other cards}]; empty when the card may come in. Its callers
-- hold the board's lock, and every count is a statement of its own after that lock, so that it is exact. The two
-- columns are looked up once, not for every limit.
CREATE FUNCTION find_breaches(board board, p_card_id uuid, before card_place, after card_place) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  wip_limit wip_limit;
  source record;
  target record;
  held uuid[];
  slot uuid;
  taken int;
  breaches jsonb := '[]';
BEGIN
  IF after.column_id IS NULL THEN RETURN breaches; END IF;
  SELECT coalesce(stage.done_part_of, stage.id) AS whole_id, stage.kind INTO source
    FROM board_column stage WHERE stage.id = before.column_id;
  SELECT coalesce(stage.done_part_of, stage.id) AS whole_id, stage.kind INTO target
    FROM board_column stage WHERE stage.id = after.column_id;
  FOR wip_limit IN SELECT * FROM wip_limit standing
    WHERE standing.board_id = board.id AND standing.removed_at IS NULL ORDER BY standing.created_at, standing.id LOOP
    CONTINUE WHEN NOT limit_covers(wip_limit, target.whole_id, target.kind);
    held := CASE WHEN limit_covers(wip_limit, source.whole_id, source.kind)
      THEN limit_slots(wip_limit, board, ARRAY[before.column_id], before) ELSE '{}' END;
    FOREACH slot IN ARRAY limit_slots(wip_limit, board, ARRAY[after.column_id], after) LOOP
      CONTINUE WHEN slot = ANY (held);
      taken := limit_occupancy(wip_limit, board, nullif(slot, nobody()), p_card_id);
      IF taken >= wip_limit.max THEN
        breaches := breaches
          || (limit_facts(wip_limit) || jsonb_build_object('userId', nullif(slot, nobody()), 'count', taken));
      END IF;
    END LOOP;
  END LOOP;
  RETURN breaches;
END $$;
