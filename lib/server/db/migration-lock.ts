import type pg from "pg";
import { pause, startWaiting, type Waiting } from "./progress";

/** Held while migrating, so that processes that start together on one database take turns. */
const migrationLock = 7_583_024_001n;
const retryMs = 250;

const holders = `
  SELECT l.pid, a.application_name AS name, host(a.client_addr) AS address, a.backend_start AS since
  FROM pg_locks l LEFT JOIN pg_stat_activity a USING (pid)
  WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND l.classid = ($1::bigint >> 32)::oid AND l.objid = ($1::bigint & 4294967295)::oid`;

type Holder = { pid: number; name: string | null; address: string | null; since: Date | null };

async function findHolder(client: pg.ClientBase): Promise<Holder | null> {
  const { rows } = await client.query<Holder>(holders, [String(migrationLock)]);
  return rows[0] ?? null;
}

/** Whoever holds the lock, in words; its process is PostgreSQL's, for `pg_terminate_backend`. */
function wordsFor({ pid, name, address, since }: Holder): string {
  const who = name ? `, ${name}` : "";
  const from = address ? ` from ${address}` : "";
  const when = since ? `, connected since ${since.toISOString().slice(0, 19)}Z` : "";
  return (
    `Waiting for another start that works at this database (process ${pid} of PostgreSQL${who}${from}${when}). ` +
    `Where none does any more: SELECT pg_terminate_backend(${pid})`
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
  const { rows } = await client.query<Holder>(holders, [String(migrationLock)]);
  return rows.some(({ pid }) => pid === holderPid);
}
