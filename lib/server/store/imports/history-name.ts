import "server-only";
import { getPool } from "../../db/client";

/** Not allowed; not while in recovery. */
const notTold = new Set<unknown>(["42501", "55000"]);

/** In this order: what is written now, and the last checkpoint, which a promotion may not have reached yet. */
const timelines = [
  "SELECT ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int AS timeline",
  "SELECT timeline_id AS timeline FROM pg_control_checkpoint()",
];

/**
 * In which history the versions of boards are counted: a database that was restored goes on in another one, in which the
 * same version of a board may be something else. Made of the installation and, where it may be read, PostgreSQL's own
 * timeline, which a recovery to a point in time begins anew.
 */
export async function readHistoryName(): Promise<string> {
  const { rows } = await getPool().query<{ id: string }>("SELECT id FROM installation");
  return `${rows[0]?.id ?? ""}:${await buildTimeline()}`;
}

async function buildTimeline(): Promise<number> {
  for (const question of timelines) {
    try {
      const { rows } = await getPool().query<{ timeline: number }>(question);
      return rows[0]?.timeline ?? 0;
    } catch (error) {
      if (!notTold.has((error as { code?: unknown }).code)) throw error;
    }
  }
  return 0;
}
