import { existsSync } from "node:fs";
import { type EmbeddedServer, findEmbeddedPostgres, startEmbeddedPostgres } from "@/lib/server/db/embedded";
import { prepareDatabase } from "@/lib/server/db/prepare-database";
import type { OnProgress } from "@/lib/server/db/progress";
import { dataFolder, findInstance, forgetInstance, noteInstance, readSecrets } from "./data-folder";
import { root } from "./prepare.mjs";

export type Database = {
  /** Address of the product's database, migrated. */
  url: string;
  /** Absolute path of the data folder. */
  folder: string;
  /** True when this call made the installation. */
  isNew: boolean;
  /** Names of the migrations that this call applied. */
  migrated: string[];
  /** Signs session cookies, unless NEXTAUTH_SECRET is given. */
  authSecret: string;
  /** The PostgreSQL that this process started and holds; null for DATABASE_URL, or when another process holds it. */
  embedded: EmbeddedServer | null;
  /** Writes into the folder, for others to read, at which address this process serves. */
  announce(address: string): void;
  /** Stops the PostgreSQL that this process started, and lets go of the folder. Safe to call twice. */
  close(): Promise<void>;
};

export type OpenOptions = {
  /** Whether an installation may be made where there is none. Only `start`, `dev` and `restore` do. */
  create: boolean;
  /** What holds the folder, in words for whoever finds it held, such as `npm start`. */
  purpose: string;
  /** Is told what is waited for, and what was found. */
  say(text: string): void;
  /** Is told what is waited for and which step is worked at; `say` is, unless given. */
  onProgress?: OnProgress;
  /** Ends waiting; what was started is stopped, and the call rejects with the signal's reason. */
  signal?: AbortSignal;
};

/**
 * Opens the product's database: the one that `DATABASE_URL` names, else the embedded one of the data folder.
 *
 * With `create` the folder is this process's alone until `close`; without, the server that runs on the folder is used,
 * else PostgreSQL is started for the occasion. Throws an error in words, and has changed nothing, when the folder is
 * held, when there is no installation and none may be made, or when what lies there is not what was left.
 */
export async function openDatabase({ create, say, onProgress, signal }: OpenOptions): Promise<Database> {
  const folder = dataFolder();
  const isNew = !existsSync(folder);
  if (isNew && !create && !process.env.DATABASE_URL)
    throw new Error(`There is no installation in ${folder}.`);
  const secrets = readSecrets();
  const options = { dataDir: folder, password: secrets.databasePassword, clusterId: secrets.clusterId };
  const given = process.env.DATABASE_URL || null;
  const directUrl = process.env.DATABASE_DIRECT_URL || undefined;
  if (directUrl && !given)
    throw new Error("DATABASE_DIRECT_URL is set, and DATABASE_URL is not. Set both, or neither.");
  const other = given ? null : await findInstance();
  if (create && other) {
    throw new Error(
      `Sluice already runs on this data folder: ${other.url} (process ${other.pid}). Stop it first, or set SLUICE_DATA_DIR.`,
    );
  }
  const running = given || create ? null : await findEmbeddedPostgres(options);
  let embedded = given || running ? null : await startEmbeddedPostgres(options);
  const url = given ?? running ?? embedded?.url ?? "";
  say(create && isNew ? `  New installation in ${folder}` : `  Data folder: ${folder}`);
  const close = async () => {
    const mine = embedded;
    embedded = null;
    if (!mine) return;
    await mine.stop();
    if (create) forgetInstance();
  };
  const waiting = { onProgress: onProgress ?? (({ words }) => say(`  › ${words}`)), signal };
  const migrated = running
    ? []
    : await prepareDatabase(root, { url, directUrl }, waiting).catch(async (error: unknown) => {
        await close();
        throw error;
      });
  return {
    url,
    folder,
    isNew,
    migrated,
    authSecret: secrets.authSecret,
    embedded,
    announce: noteInstance,
    close,
  };
}

/** Address of the embedded database of the data folder if its server runs now; starts nothing. */
export function findRunningDatabase(): Promise<string | null> {
  const secrets = readSecrets();
  return findEmbeddedPostgres({
    dataDir: dataFolder(),
    password: secrets.databasePassword,
    clusterId: secrets.clusterId,
  });
}
