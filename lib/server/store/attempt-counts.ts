import "server-only";
import { getPool } from "../db/client";

/** Rows that are kept at most; beyond it those go first that would end first. */
const mostRows = 50_000;

/**
 * Counts one more under each key, for as long as `windowMs` after the first; answers the counts. One statement on a
 * connection of its own: a count stays, whatever becomes of the work around it.
 */
export async function countUp(keys: readonly string[], windowMs: number): Promise<Map<string, number>> {
  const nowMs = Date.now();
  const { rows } = await getPool().query<{ key: string; points: number }>(
    `INSERT INTO rate_limit (key, points, expire) SELECT k, 1, $2 FROM unnest($1::text[]) k ORDER BY k
     ON CONFLICT (key) DO UPDATE SET
       points = CASE WHEN rate_limit.expire > $3 THEN least(rate_limit.points, 1000000) + 1 ELSE 1 END,
       expire = CASE WHEN rate_limit.expire > $3 THEN rate_limit.expire ELSE $2 END
     RETURNING key, points`,
    [keys, nowMs + windowMs, nowMs],
  );
  return new Map(rows.map(({ key, points }) => [key, points]));
}

/** Takes counts back, never below nothing. */
export async function countDown(keys: readonly string[], points: number): Promise<void> {
  await getPool().query(
    "UPDATE rate_limit SET points = greatest(0, points - $2) WHERE key = ANY($1::text[])",
    [keys, points],
  );
}

/** Removes what has ended, and what is more than is kept; answers how many are left. */
export async function removeOldCounts(): Promise<number> {
  await getPool().query("DELETE FROM rate_limit WHERE points = 0 OR expire IS NULL OR expire <= $1", [
    Date.now(),
  ]);
  const { rows } = await getPool().query<{ count: string }>("SELECT count(*) FROM rate_limit");
  const count = Number(rows[0]?.count ?? 0);
  if (count <= mostRows) return count;
  await getPool().query(
    "DELETE FROM rate_limit WHERE key IN (SELECT r.key FROM rate_limit r ORDER BY r.expire LIMIT $1)",
    [count - mostRows],
  );
  return mostRows;
}
