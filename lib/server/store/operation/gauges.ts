import "server-only";
import { getPool } from "../../db/client";
import { db } from "../../db/transaction";

export type Gauges = {
  boards: number;
  cards: number;
  transitions: number;
  sessions: number;
  /** Share of the queue of notices that is taken, from 0 to 1. */
  queueFill: number;
};

/** Sizes of the installation. The log's is the planner's estimate: counting it would read it all. */
export async function readGauges(): Promise<Gauges> {
  const [gauges] = await db().$queryRaw<Gauges[]>`
    SELECT (SELECT count(*)::int FROM board WHERE archived_at IS NULL) AS boards,
      (SELECT count(*)::int FROM card WHERE archived_at IS NULL) AS cards,
      (SELECT greatest(reltuples, 0)::float8 FROM pg_class WHERE oid = 'transition'::regclass) AS transitions,
      (SELECT count(*)::int FROM session WHERE revoked_at IS NULL AND expires_at > now()) AS sessions,
      pg_notification_queue_usage() AS "queueFill"`;
  if (!gauges) throw new Error("No gauges.");
  return gauges;
}

export type PoolGauges = { totalCount: number; idleCount: number; waitingCount: number };

/** Connections of this process to the database. */
export function readPoolGauges(): PoolGauges {
  const { totalCount, idleCount, waitingCount } = getPool();
  return { totalCount, idleCount, waitingCount };
}
