import "server-only";
import { getPool } from "../../db/client";

/** The question is not allowed to this user, or not while the server recovers. */
const notTold = new Set<unknown>(["42501", "55000"]);

/**
 * Asked in this order: the timeline being written now, else that of the last checkpoint, which lags behind a promotion.
 */
const timelines = [
  "SELECT ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int AS timeline",
  "SELECT timeline_id AS timeline FROM pg_control_checkpoint()",
];

/**
 * Names the history in which a board's versions count. A restored database continues in a history of its own, where
 * version 12 may be another change than before. Made of the installation's id and, where it may be read, of
 * PostgreSQL's timeline, which changes with every point-in-time recovery.
 */
export async function readHistoryName(): Promise<string> {
  const { rows } = await getPool().query<{ id: string }>("SELECT id FROM installation");
  return `${rows[0]?.id ?? ""}:${await readTimeline()}`;
}

async function readTimeline(): Promise<number> {
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
