import { type EmbeddedServer, findEmbeddedPostgres, startEmbeddedPostgres } from "@/lib/server/db/embedded";
import { migrate } from "@/lib/server/db/migrate";
import { dataFolder, readSecrets } from "./data-folder";
import { root } from "./prepare.mjs";

function embeddedOptions() {
  const secrets = readSecrets();
  return { dataDir: dataFolder(), password: secrets.databasePassword, clusterId: secrets.clusterId };
}

/**
 * The product's database, migrated: the one `DATABASE_URL` names, else the embedded one, which is started if it does
 * not run. `embedded` is null for a database of the user's own.
 */
export async function openDatabase(): Promise<{
  url: string;
  embedded: EmbeddedServer | null;
  migrated: string[];
}> {
  const given = process.env.DATABASE_URL;
  if (given) return { url: given, embedded: null, migrated: await migrate(root, given) };
  const embedded = await startEmbeddedPostgres(embeddedOptions());
  return { url: embedded.url, embedded, migrated: await migrate(root, embedded.url) };
}

/** Address of the embedded database if its server runs now. */
export function findRunningDatabase(): Promise<string | null> {
  return findEmbeddedPostgres(embeddedOptions());
}

/** Starts the embedded server again after it was lost, on the port that the open pools know. */
export function restartDatabase(port: number): Promise<EmbeddedServer> {
  return startEmbeddedPostgres({ ...embeddedOptions(), port });
}
