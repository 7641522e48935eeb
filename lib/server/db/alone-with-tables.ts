import type { ClientBase } from "pg";
import { describeHolder, holderColumns, type LockHolder } from "./lock-holder";
import { pause, startWaiting, type Waiting } from "./progress";

/** Until others that wait are let in, and it is looked again whether those who work with the tables have ended. */
const retryMs = 1_000;

/** A try took too long (here: to get a lock), or would have ended in a deadlock. */
const isNotToBeHad = new Set(["57014", "55P03", "40P01"]);

const ourTables = `
  SELECT c.oid, c.relname FROM pg_class c
  WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND pg_has_role(c.relowner, 'USAGE')
    AND NOT EXISTS (SELECT FROM pg_depend d
      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`;

// What commands take first is first here, so that one that has begun is rarely met half way.
const tablesInOrder = `
  SELECT quote_ident(relname) AS name FROM (${ourTables}) t
  ORDER BY array_position(ARRAY['membership', 'board', 'card'], relname::text), relname COLLATE "C"`;

// A request that waits for one of the tables looks for a deadlock after `deadlock_timeout`. By then a try is over: it is
// the start that gives way, and no request fails.
const boundTry = `
  SELECT set_config('statement_timeout', ((setting::int + 1) / 2)::text, true) FROM pg_settings WHERE name = 'deadlock_timeout'`;

const holders = `
  SELECT l.virtualtransaction AS transaction, ${holderColumns}
  FROM pg_locks l LEFT JOIN pg_stat_activity a USING (pid)
  WHERE l.locktype = 'relation' AND l.granted AND l.pid <> pg_backend_pid()
    AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND l.relation IN (SELECT oid FROM (${ourTables}) t)
  ORDER BY a.xact_start NULLS FIRST`;

type Holder = LockHolder & { transaction: string };

/**
 * Runs `work` in one transaction that has all tables to itself from its beginning: it waits for nobody, and nobody for what
 * it holds half of. While another transaction works with a table, a backup for one, it says whose that is and lets everybody
 * go on, until that has ended; without bound, or until the signal.
 */
export async function inTransactionAlone(
  client: ClientBase,
  waiting: Waiting,
  work: () => Promise<void>,
): Promise<void> {
  const stillWaiting = startWaiting(waiting.onProgress);
  while (!(await tryToBegin(client))) await untilEnded(client, waiting, stillWaiting);
  try {
    await work();
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
}

/** Begins a transaction that holds all tables. False, and none is open, when they are not to be had at once. */
async function tryToBegin(client: ClientBase): Promise<boolean> {
  await client.query("BEGIN");
  try {
    const { rows } = await client.query<{ name: string }>(tablesInOrder);
    if (rows.length === 0) return true;
    await client.query(boundTry);
    await client.query(`LOCK TABLE ${rows.map(({ name }) => name).join(", ")} IN ACCESS EXCLUSIVE MODE`);
    await client.query("SET LOCAL statement_timeout = 0");
    return true;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    if (isNotToBeHad.has((error as { code?: string }).code ?? "")) return false;
    throw error;
  }
}

/** Waits until the transactions that work with the tables now have ended, so that nobody is held up by a try in vain. */
async function untilEnded(
  client: ClientBase,
  { signal }: Waiting,
  stillWaiting: (words: string) => void,
): Promise<void> {
  let left = (await client.query<Holder>(holders)).rows;
  do {
    if (left[0]) stillWaiting(wordsFor(left[0]));
    await pause(retryMs, signal);
    const open = new Set((await client.query<Holder>(holders)).rows.map(({ transaction }) => transaction));
    left = left.filter(({ transaction }) => open.has(transaction));
  } while (left.length > 0);
}

function wordsFor(holder: Holder): string {
  return (
    `Waiting for a transaction that works with the tables, which an update needs to itself (${describeHolder(holder)}). ` +
    `To end it: SELECT pg_terminate_backend(${holder.pid})`
  );
}
