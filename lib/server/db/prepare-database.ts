import type pg from "pg";
import { parseDatabaseSettings } from "../environment/database-settings";
import { addressOf, connectWhenReady, DatabaseRefusal } from "./connect-when-ready";
import { bringForward } from "./migrate";
import { seesMigrationLock, underMigrationLock } from "./migration-lock";
import { openDirect } from "./open-direct";
import { unseen, type Waiting } from "./progress";
import { findSqlDifferences } from "./sql-check";
import { findConnectionShortage, findMissingRoleSettings, findStaleCollations } from "./surroundings";

export type DatabaseAddresses = {
  /** For requests; may lead through a pooler that lends a connection for each transaction. */
  url: string;
  /** For what needs a session of its own; by default the same. */
  directUrl?: string | undefined;
};

export type Prepared = {
  /** Names of the migrations that were applied. */
  migrated: string[];
  /** What whoever runs the database has to know and mend, in words; none when all is well. */
  warnings: string[];
};

/**
 * Makes a database ready to be served: waits until it is there, brings its schema forward, and checks that both addresses
 * lead to it. `root`: the project's folder.
 *
 * Throws `DatabaseRefusal`, in words, for what waiting does not mend.
 */
export async function prepareDatabase(
  root: string,
  { url, directUrl }: DatabaseAddresses,
  waiting: Waiting = unseen,
): Promise<Prepared> {
  const settings = parseDatabaseSettings();
  const client = await openDirect(directUrl || url, waiting, {
    variable: directUrl ? "DATABASE_DIRECT_URL" : "DATABASE_URL",
  });
  try {
    return await underMigrationLock(client, waiting, async () => {
      const lent = directUrl && directUrl !== url ? await inspectLent(client, url, waiting) : [];
      const migrated = await bringForward(client, root, waiting);
      const warnings = [
        ...(await findSqlDifferences(client, root)),
        ...(await findStaleCollations(client)),
        ...(await findConnectionShortage(client, settings.SLUICE_POOL_SIZE)),
        ...lent,
      ];
      return { migrated, warnings };
    });
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * What the other way to the database lacks, in words. Throws when it leads to another one: there the session that holds the
 * lock of migrations is not seen.
 */
async function inspectLent(client: pg.Client, url: string, waiting: Waiting): Promise<string[]> {
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  const other = await connectWhenReady(url, { waiting });
  try {
    if (await seesMigrationLock(other, rows[0]?.pid ?? 0))
      return await findMissingRoleSettings(other, parseDatabaseSettings().SLUICE_STATEMENT_TIMEOUT);
    throw new DatabaseRefusal(
      `DATABASE_URL (${addressOf(other)}) and DATABASE_DIRECT_URL (${addressOf(client)}) lead to different databases. Nothing was changed. Let both lead to the same one.`,
    );
  } finally {
    await other.end().catch(() => {});
  }
}
