import type pg from "pg";
import { addressOf, connectWhenReady, DatabaseRefusal } from "./connect-when-ready";
import { bringForward } from "./migrate";
import { seesMigrationLock, underMigrationLock } from "./migration-lock";
import { openDirect } from "./open-direct";
import { unseen, type Waiting } from "./progress";

export type DatabaseAddresses = {
  /** For requests; may lead through a pooler that lends a connection for each transaction. */
  url: string;
  /** For what needs a session of its own; by default the same. */
  directUrl?: string | undefined;
};

/**
 * Makes a database ready to be served: waits until it is there, brings its schema forward, and checks that both addresses
 * lead to it. Returns the names of the migrations that it applied. `root`: the project's folder.
 *
 * Throws `DatabaseRefusal`, in words, for what waiting does not mend.
 */
export async function prepareDatabase(
  root: string,
  { url, directUrl }: DatabaseAddresses,
  waiting: Waiting = unseen,
): Promise<string[]> {
  const client = await openDirect(directUrl || url, waiting, {
    variable: directUrl ? "DATABASE_DIRECT_URL" : "DATABASE_URL",
  });
  try {
    return await underMigrationLock(client, waiting, async () => {
      if (directUrl && directUrl !== url) await requireSameDatabase(client, url, waiting);
      return await bringForward(client, root, waiting);
    });
  } finally {
    await client.end().catch(() => {});
  }
}

/** The session that holds the lock of migrations is seen by the other way, too. */
async function requireSameDatabase(client: pg.Client, url: string, waiting: Waiting): Promise<void> {
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const other = await connectWhenReady(url, { waiting });
  try {
    if (await seesMigrationLock(other, rows[0]?.pid ?? 0)) return;
    throw new DatabaseRefusal(
      `DATABASE_URL (${addressOf(other)}) and DATABASE_DIRECT_URL (${addressOf(client)}) lead to different databases. Nothing was changed. Let both lead to the same one.`,
    );
  } finally {
    await other.end().catch(() => {});
  }
}
