/**
 * SQL for the times in which a block `b` of card_block held its card up, as `s.from_at` and `s.to_at` (null while it
 * lasts), oldest first. A block counts only while the card is in progress or waiting to begin: finishing or leaving the
 * board ends a stretch, and a card that comes back with the block still on it begins another.
 */
export const blockStretches = `LATERAL (
  SELECT greatest(min(x.since), b.blocked_at) AS from_at,
    nullif(least(max(x.until), coalesce(b.unblocked_at, 'infinity')), 'infinity') AS to_at
  FROM (
    SELECT k.kind <> 'done' AS is_open,
      CASE WHEN t.seq = 1 AND came.finished_at IS NULL THEN '-infinity' ELSE t.at END AS since,
      coalesce(lead(t.at) OVER in_order, 'infinity') AS until,
      count(*) FILTER (WHERE k.kind IS NULL OR k.kind = 'done') OVER in_order AS life
    FROM transition t LEFT JOIN board_column k ON k.id = t.to_column_id
    LEFT JOIN card_transfer came ON came.card_id = t.card_id
    WHERE t.card_id = b.card_id
    WINDOW in_order AS (ORDER BY t.seq)
    UNION ALL
    -- What a card was on the board that it came from counts, too.
    SELECT true, '-infinity', coalesce(came.finished_at, came.at), CASE WHEN came.finished_at IS NULL THEN 0 ELSE -1 END
    FROM card_transfer came WHERE came.card_id = b.card_id) x
  WHERE x.is_open
  GROUP BY x.life
  HAVING max(x.until) > b.blocked_at
    AND (b.unblocked_at IS NULL OR min(x.since) < b.unblocked_at OR min(x.since) <= b.blocked_at)
  ORDER BY 1) s`;
