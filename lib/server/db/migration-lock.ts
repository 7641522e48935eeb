import type pg from "pg";
import { describeHolder, holderColumns, type LockHolder } from "./lock-holder";
import { pause, startWaiting, type Waiting } from "./progress";

/** Held while migrating, so that processes that start together on one database take turns. */
const migrationLock = 7_583_024_001n;
const retryMs = 250;

const holders = `
  SELECT ${holderColumns}
  FROM pg_locks l LEFT JOIN pg_stat_activity a USING (pid)
  WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND l.classid = ($1::bigint >> 32)::oid AND l.objid = ($1::bigint & 4294967295)::oid`;

async function findHolder(client: pg.ClientBase): Promise<LockHolder | null> {
  const { rows } = await client.query<LockHolder>(holders, [String(migrationLock)]);
  return rows[0] ?? null;
}

function wordsFor(holder: LockHolder): string {
  return (
    `Waiting for another start that works at this database (${describeHolder(holder)}). ` +
    `Where none does any more: SELECT pg_terminate_backend(${holder.pid})`
  );
}

/**
 * Does something under the lock of migrations, which one session has at a time and which dies with it. Says who holds it
 * while it waits, without bound: another start may have much to do.
 */
export async function underMigrationLock<T>(
  client: pg.ClientBase,
  waiting: Waiting,
  work: () => Promise<T>,
): Promise<T> {
  const key = String(migrationLock);
  const stillWaiting = startWaiting(waiting.onProgress);
  for (;;) {
    const { rows } = await client.query<{ isOurs: boolean }>('SELECT pg_try_advisory_lock($1) AS "isOurs"', [
      key,
    ]);
    if (rows[0]?.isOurs) break;
    const holder = await findHolder(client);
    if (holder) stillWaiting(wordsFor(holder));
    await pause(retryMs, waiting.signal);
  }
  const result = await work().catch(async (error: unknown) => {
    await unlock(client, key).catch(() => {});
    throw error;
  });
  await unlock(client, key);
  return result;
}

async function unlock(client: pg.ClientBase, key: string): Promise<void> {
  // A lost connection has let go of its locks.
  const answer = await client
    .query<{ wasOurs: boolean }>('SELECT pg_advisory_unlock($1) AS "wasOurs"', [key])
    .catch(() => null);
  if (answer?.rows[0]?.wasOurs === false)
    throw new Error(
      "The lock of migrations was not this session's any more: something lies between it and PostgreSQL.",
    );
}

/** Whether a connection sees the lock that the session with this process number holds: both lead to one database. */
export async function seesMigrationLock(client: pg.ClientBase, holderPid: number): Promise<boolean> {
  const { rows } = await client.query<LockHolder>(holders, [String(migrationLock)]);
  return rows.some(({ pid }) => pid === holderPid);
}
