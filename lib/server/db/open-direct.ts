import type pg from "pg";
import { addressOf, connectWhenReady, DatabaseRefusal } from "./connect-when-ready";
import { pause, startWaiting, unseen, type Waiting } from "./progress";
import { requireSession } from "./session";

const oldestVersion = 150_000;
const writableRetryMs = 1_000;

type Server = { version: number; words: string; takesNoWrites: boolean };

async function readServer(client: pg.Client): Promise<Server> {
  const { rows } = await client.query<Server>(`
    SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS words,
      pg_is_in_recovery() OR current_setting('transaction_read_only')::bool AS "takesNoWrites"`);
  return rows[0] as Server;
}

/**
 * Opens a session for what needs one: migrations, locks, backups. Waits, in words, for a server that is not up yet or takes
 * no writes. Throws `DatabaseRefusal` for what waiting does not mend, a pooler without sessions among it; `variable` names
 * where the address comes from.
 */
export async function openDirect(
  url: string,
  waiting: Waiting = unseen,
  { variable = "DATABASE_URL", applicationName = "sluice-start" } = {},
): Promise<pg.Client> {
  const stillWaiting = startWaiting(waiting.onProgress);
  for (;;) {
    const client = await connectWhenReady(url, { waiting, applicationName });
    try {
      const server = await readServer(client);
      if (server.version < oldestVersion)
        throw new DatabaseRefusal(
          `PostgreSQL at ${addressOf(client)} is version ${server.words}. Sluice needs 15 or later.`,
        );
      if (!server.takesNoWrites) {
        await requireSession(client, () => connectWhenReady(url, { applicationName }), variable);
        await prepareSession(client);
        return client;
      }
      stillWaiting(`Waiting for PostgreSQL at ${addressOf(client)}: it takes no writes, as a standby does`);
    } catch (error) {
      await client.end().catch(() => {});
      throw error;
    }
    await client.end().catch(() => {});
    await pause(writableRetryMs, waiting.signal);
  }
}

/** What an administrator allows requests is too little for a migration; and a lock must not outlive its holder's machine. */
async function prepareSession(client: pg.Client): Promise<void> {
  await client.query(`
    SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0;
    SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3`);
}
