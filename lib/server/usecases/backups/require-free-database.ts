import "server-only";
import { connectWhenReady } from "../../db/connect-when-ready";
import { readMigrations } from "../../db/migration-files";
import type { Waiting } from "../../db/progress";
import { requireEmptyDatabase, requireOwnTables } from "../../store/operation/load-snapshot";

/**
 * Throws `DomainError` in words unless a backup may come into this database: nobody and nothing is there yet, and no table
 * of anybody else's. Only looks, so that a database of an earlier release that is in use stays as it is.
 */
export async function requireFreeDatabase(root: string, url: string, waiting: Waiting): Promise<void> {
  const client = await connectWhenReady(url, { waiting, applicationName: "sluice-restore" });
  try {
    await requireEmptyDatabase(client);
    await requireOwnTables(client, readMigrations(root));
  } finally {
    await client.end().catch(() => {});
  }
}
