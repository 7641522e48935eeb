import { stat } from "node:fs/promises";
import pg from "pg";
import { type DatabaseIdentity, readIdentity, requireIdentity } from "../db/identity";
import { postgresMajor } from "../db/postgres-binaries";
import { addressOf } from "./answer";
import { findServer } from "./claim";
import type { Cluster } from "./cluster";
import { gatherFacts } from "./facts";
import { InstallationFault } from "./fault";
import { isThere } from "./files";
import { closeToOthers, enterFolder, type HeldFolder, tryHold, whileHeld } from "./hold";
import { judge } from "./judge";
import { describeLocation, lockPath, noteUser } from "./locations";
import { makeFiles } from "./make-files";
import { type OpenInstallation, type OpenOptions, waitingOf } from "./options";
import { type Postmaster, startPostmaster } from "./postmaster";
import { findPrograms, whoRuns } from "./programs";
import { type ReadyRecord, recordPath, writeRecord } from "./record";
import { type Secrets, secretsPath } from "./secrets";

const databaseName = "sluice";
const startPatienceMs = 5_000;
const commandPatienceMs = 30_000;

type Files = { cluster: Cluster; secrets: Secrets; isNew: boolean; known: ReadyRecord | null };

/** Finds or makes the files of an installation in a folder that is held. */
async function prepareFiles({ folder, create, say }: OpenOptions): Promise<Files> {
  const facts = await gatherFacts(folder);
  const verdict = judge(facts, create, await postgresMajor());
  const known = facts.record?.state === "ready" ? facts.record : null;
  if (verdict.kind === "make") {
    say(`\n  New installation in ${folder}\n`);
    return { ...(await makeFiles(folder, verdict.cluster)), isNew: true, known };
  }
  const { cluster, secrets } = verdict;
  if (verdict.kind === "finish") {
    say(`\n  New installation in ${folder}\n`);
    return { cluster, secrets, isNew: true, known };
  }
  say(`  Data folder: ${folder}`);
  verdict.words.forEach(say);
  return { cluster, secrets, isNew: false, known };
}

/** Whether the cluster has the product's database; with `make` it has afterwards. */
async function hasDatabase(port: number, password: string, { make }: { make: boolean }): Promise<boolean> {
  const client = new pg.Client({ connectionString: addressOf(port, password, "postgres") });
  client.on("error", () => {});
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [databaseName]);
    if (rowCount === 0 && make) await client.query(`CREATE DATABASE ${databaseName}`);
    return rowCount === 1 || make;
  } finally {
    await client.end();
  }
}

/** A cluster that had data has them still: ours, and not an empty database of the same name. */
async function expectDatabase(
  port: number,
  options: OpenOptions,
  { cluster, known, secrets }: Files,
): Promise<void> {
  const password = secrets.databasePassword;
  const identity: DatabaseIdentity = (await hasDatabase(port, password, { make: false }))
    ? await readIdentity(addressOf(port, password, databaseName), waitingOf(options))
    : { kind: "empty" };
  if (identity.kind === "older" && !known) return;
  if (identity.kind === "known" && (!known || known.id === identity.id)) return;
  const found =
    identity.kind === "known" ? `those of another installation (${identity.id})` : "none of Sluice";
  throw new InstallationFault(
    `The database in ${cluster.path} is there, but its tables are ${found}${known ? `; ${recordPath(options.folder)} says ${known.id}` : ""}.\nPut the files of the database back from a copy; or, with a backup file, choose an empty folder with SLUICE_DATA_DIR, and npm run admin -- restore FILE. Nothing was made or removed.`,
  );
}

async function remember(options: OpenOptions, { cluster, known }: Files, id: string): Promise<void> {
  const { folder } = options;
  const hasMoved = known !== null && known.folder.path !== folder;
  await writeRecord(folder, {
    state: "ready",
    id,
    database: { kind: "embedded", cluster: cluster.path, systemIdentifier: cluster.systemIdentifier },
    folder: { path: folder, inode: String((await stat(folder, { bigint: true })).ino) },
    ...(hasMoved ? { cameFrom: known.folder.path } : {}),
  });
  // Only a note: without it the folder serves as well.
  if (cluster.isOutside) await noteUser(cluster.path, folder).catch(() => {});
}

/** Starts PostgreSQL on the files of a held folder, and brings its database up to date. */
async function openHeld(options: OpenOptions, held: HeldFolder): Promise<OpenInstallation> {
  const { folder, create, say, signal, settings, prepare } = options;
  const waiting = waitingOf(options);
  const files = await prepareFiles(options);
  await closeToOthers(folder);
  const { cluster, secrets, isNew } = files;
  if (create) describeLocation(folder, cluster.path).forEach(say);
  const password = secrets.databasePassword;
  const start = async (port?: number) =>
    startPostmaster(cluster, {
      bin: await findPrograms(),
      account: whoRuns(cluster),
      password,
      secretsFile: secretsPath(folder),
      port,
      settings,
      say,
      waiting,
    });
  let postmaster: Postmaster = await start();
  const { port } = postmaster;
  let closing: Promise<void> | null = null;
  const close = () => {
    // Other commands may use what a command has started: they are let finish.
    closing ??= postmaster.stop(create ? null : waiting).finally(held.release);
    return closing;
  };
  const closeEarly = () => void close().catch(() => {});
  const url = addressOf(port, password, databaseName);
  try {
    signal?.throwIfAborted();
    signal?.addEventListener("abort", closeEarly, { once: true });
    if (isNew) await hasDatabase(port, password, { make: true });
    else await expectDatabase(port, options, files);
    signal?.throwIfAborted();
    const migrated = await prepare(url, waiting);
    if (create) await remember(options, files, await requireIdentity(url, waiting));
    signal?.throwIfAborted();
    return {
      url,
      folder,
      isNew,
      migrated,
      authSecret: secrets.authSecret,
      embedded: {
        get pid() {
          return postmaster.pid;
        },
        isAlive: () => postmaster.isAlive(),
        restart: async () => {
          const next = await start(port);
          postmaster = next;
          if (closing) await next.stop(null);
        },
      },
      announce: held.announce,
      close,
    };
  } catch (error) {
    await close();
    signal?.throwIfAborted();
    throw error;
  } finally {
    signal?.removeEventListener("abort", closeEarly);
  }
}

async function findServing({ folder, say }: OpenOptions): Promise<OpenInstallation | null> {
  const facts = await gatherFacts(folder);
  if (facts.record?.state === "making") return null;
  const verdict = judge(facts, false, await postgresMajor());
  if (verdict.kind !== "open") return null;
  const { cluster, secrets } = verdict;
  const port = await findServer(cluster, {
    password: secrets.databasePassword,
    secretsFile: secretsPath(folder),
  });
  if (port === null) return null;
  say(`  Data folder: ${folder}`);
  return {
    url: addressOf(port, secrets.databasePassword, databaseName),
    folder,
    isNew: false,
    migrated: [],
    authSecret: secrets.authSecret,
    embedded: null,
    announce: () => {},
    close: async () => {},
  };
}

async function hold(options: OpenOptions): Promise<OpenInstallation | null> {
  const held = tryHold(options.folder, options.purpose);
  if (!held) return null;
  try {
    return await openHeld(options, held);
  } catch (error) {
    held.release();
    throw error;
  }
}

/**
 * Opens the embedded database of a data folder. With `create` the folder is this process's alone until `close`, and an
 * installation is made where there never was one; without, the server that runs on the folder is used, else PostgreSQL
 * is started for the occasion, on what is there.
 */
export async function openEmbedded(options: OpenOptions): Promise<OpenInstallation> {
  const { folder, create } = options;
  const waiting = waitingOf(options);
  await enterFolder(folder, { make: create });
  // Judged before anything is written, and again once the folder is held.
  if (!(await isThere(lockPath(folder)))) judge(await gatherFacts(folder), create, await postgresMajor());
  if (create) return whileHeld(folder, () => hold(options), startPatienceMs, waiting);
  const attempt = async () => (await findServing(options)) ?? hold(options);
  return whileHeld(folder, attempt, commandPatienceMs, waiting);
}
