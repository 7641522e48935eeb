import { randomUUID } from "node:crypto";
import type pg from "pg";
import { addressOf, DatabaseRefusal } from "./connect-when-ready";

const patienceMs = 3_000;

/** Resolves with null when the work has not ended in time; it is not waited for any longer. */
async function inTime<T>(work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMs);
  });
  work.catch(() => {});
  return Promise.race([work, tooLate]).finally(() => clearTimeout(timer));
}

type Facts = { pid: number; mark: string | null };

async function readFacts(client: pg.Client): Promise<Facts | null> {
  const answer = await inTime(
    client.query<Facts>("SELECT pg_backend_pid() AS pid, current_setting('sluice.session', true) AS mark"),
  );
  return answer?.rows[0] ?? null;
}

/**
 * Whether a connection keeps its session from one transaction to the next, as PostgreSQL's own do, and those of a pooler
 * that lends one for each transaction do not. `openOther` makes a second connection by the same way.
 */
async function isSession(client: pg.Client, openOther: () => Promise<pg.Client>): Promise<boolean> {
  const before = await readFacts(client);
  if (!before) return false;
  // PostgreSQL tells each connection the number of its process; a pooler makes numbers up.
  if ((client as pg.Client & { processID: number }).processID === before.pid) return true;

  const mark = randomUUID();
  await client.query("SELECT set_config('sluice.session', $1, false)", [mark]);
  const opened = openOther();
  const other = await inTime(opened);
  if (!other) void opened.then((late) => late.end()).catch(() => {});
  try {
    // While the other one has a transaction open, a pooler has to give us another server process than before, or none.
    // Where it cannot even begin, ours is kept for us.
    if (!other || !(await inTime(other.query("BEGIN; SELECT 1")))) return true;
    const after = await readFacts(client);
    return after?.pid === before.pid && after.mark === mark;
  } finally {
    // Not asked to say good-bye: whoever did not answer will not answer that either.
    (
      other as (pg.Client & { connection: { stream: { destroy(): void } } }) | null
    )?.connection.stream.destroy();
    await inTime(client.query("SELECT set_config('sluice.session', '', false)")).catch(() => {});
  }
}

/** Throws `DatabaseRefusal` where a connection is lent for each transaction alone. */
export async function requireSession(
  client: pg.Client,
  openOther: () => Promise<pg.Client>,
  variable: string,
): Promise<void> {
  if (await isSession(client, openOther)) return;
  throw new DatabaseRefusal(
    `${variable} leads to a pooler at ${addressOf(client)} that lends a connection for each transaction. Migrations, locks and live updates need a session of their own: set DATABASE_DIRECT_URL to the address of PostgreSQL itself, or of a pooler in session mode.`,
  );
}
