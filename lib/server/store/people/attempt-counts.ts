import "server-only";
import { dayMs } from "@/lib/domain/duration";
import { getPool } from "../../db/client";

/** How many rows are kept at most; beyond that, those that expire first are removed. */
const maxRows = 50_000;

/** Nothing is counted for longer. */
const maxWindowMs = dayMs;

const clockMs = "(extract(epoch FROM clock_timestamp()) * 1000)::bigint";

/** How many there were under a key, and how long until they are forgotten, in ms. */
export type Count = { points: number; leftMs: number };

/**
 * Counts one more under each key, for as long as `windowMs` after the first; answers the counts. One statement on a
 * connection of its own: a count stays, whatever becomes of the work around it.
 *
 * By the database's clock, so that all processes agree; a count never lasts longer than its window from now, whatever the
 * clock said when it began.
 */
export async function countUp(keys: readonly string[], windowMs: number): Promise<Map<string, Count>> {
  const { rows } = await getPool().query<{ key: string; points: number; left_ms: number }>(
    `WITH clock AS (SELECT ${clockMs} AS ms)
     INSERT INTO rate_limit (key, points, expire) SELECT k, 1, ms + $2 FROM unnest($1::text[]) k, clock ORDER BY k
     ON CONFLICT (key) DO UPDATE SET
       points = CASE WHEN rate_limit.expire > excluded.expire - $2 THEN least(rate_limit.points, 1000000) + 1 ELSE 1 END,
       expire = CASE WHEN rate_limit.expire > excluded.expire - $2
         THEN least(rate_limit.expire, excluded.expire) ELSE excluded.expire END
     RETURNING key, points, (expire - (SELECT ms FROM clock))::float8 AS left_ms`,
    [keys, windowMs],
  );
  return new Map(rows.map(({ key, points, left_ms }) => [key, { points, leftMs: left_ms }]));
}

/** Takes counts back, never below nothing. */
export async function countDown(keys: readonly string[], points: number): Promise<void> {
  await getPool().query(
    "UPDATE rate_limit SET points = greatest(0, points - $2) WHERE key = ANY($1::text[])",
    [keys, points],
  );
}

/** Removes what has ended or was dated by a clock that was ahead, and what is more than is kept; how many are left. */
export async function removeOldCounts(): Promise<number> {
  await getPool().query(
    `DELETE FROM rate_limit WHERE points = 0 OR expire IS NULL OR expire NOT BETWEEN ${clockMs} AND ${clockMs} + $1`,
    [maxWindowMs],
  );
  const { rows } = await getPool().query<{ count: string }>("SELECT count(*) FROM rate_limit");
  const count = Number(rows[0]?.count ?? 0);
  if (count <= maxRows) return count;
  await getPool().query(
    "DELETE FROM rate_limit WHERE key IN (SELECT r.key FROM rate_limit r ORDER BY r.expire LIMIT $1)",
    [count - maxRows],
  );
  return maxRows;
}
