import { spawn } from "node:child_process";
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { postgresMajor } from "../db/postgres-binaries";
import type { Waiting } from "../db/progress";
import { forgetOther, lockCluster } from "./claim";
import { type Cluster, findCluster, postgresEnvironment, superuser } from "./cluster";
import { findOriginal } from "./facts";
import { InstallationFault } from "./fault";
import { isThere } from "./files";
import { enterFolder, tryHold, whileHeld } from "./hold";
import { judgeCluster } from "./judge";
import { clusterEntry } from "./locations";
import { readPidFile, worksIn } from "./pid-file";
import { findPrograms, whoRuns } from "./programs";
import { readRecord } from "./record";
import { inventSecrets, replaceSecrets, secretsPath } from "./secrets";

const patienceMs = 5_000;

/** Gives the superuser of a cluster another password, by a PostgreSQL of one process that takes no connections. */
async function setPassword(cluster: Cluster, password: string): Promise<void> {
  const lock = lockCluster(cluster);
  const note = await readPidFile(cluster);
  const isAlive = lock === null || (note !== null && (await worksIn(note.pid, cluster)));
  if (isAlive || !lock) {
    lock?.close();
    throw new InstallationFault(
      `PostgreSQL still works on ${cluster.path}${note ? ` (process ${note.pid})` : ""}. Stop Sluice first; if it is not running, end PostgreSQL: kill -INT ${note?.pid ?? "PROCESS"}. Nothing was changed.`,
    );
  }
  await forgetOther(lock, note);
  const child = spawn(join(await findPrograms(), "postgres"), ["--single", "-D", cluster.path, "postgres"], {
    ...whoRuns(cluster),
    cwd: "/",
    env: postgresEnvironment(),
    stdio: ["pipe", "pipe", "pipe", lock.fd],
  });
  lock.close();
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
  child.stdin?.end(`ALTER ROLE ${superuser} PASSWORD '${password}'\n`);
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0 || /ERROR|FATAL|PANIC/.test(output))
    throw new InstallationFault(`PostgreSQL did not take a new password on ${cluster.path}:\n${output}`);
}

/** The embedded database that is a folder's own, or null where DATABASE_URL names it. Throws in words where there is none. */
async function findOwn(folder: string): Promise<Cluster | null> {
  const record = await readRecord(folder);
  if (record?.state === "ready" && record.database.kind === "external") return null;
  const finding = await findCluster(clusterEntry(folder));
  if (finding.state !== "whole")
    throw new InstallationFault(
      `There is no database in ${clusterEntry(folder)} to make secrets for. Set SLUICE_DATA_DIR to the folder of your installation. Nothing was made.`,
    );
  const original = await findOriginal(folder, record, finding);
  judgeCluster({ folder, record, original }, finding.cluster, await postgresMajor());
  return finding.cluster;
}

/**
 * Makes new secrets for an installation whose own are lost or known to others: the embedded database gets another
 * password, and everybody's sessions end. What the file held is kept beside it. Throws `InstallationFault` in words
 * while the folder is in use, or when there is no installation.
 */
export async function renewSecrets(folder: string, waiting: Waiting): Promise<void> {
  await enterFolder(folder, { make: false });
  // Judged before the lock is made, and again once the folder is held.
  await findOwn(folder);
  const held = await whileHeld(
    folder,
    async () => tryHold(folder, "admin renew-secrets"),
    patienceMs,
    waiting,
  );
  try {
    const secrets = inventSecrets();
    const cluster = await findOwn(folder);
    if (cluster) await setPassword(cluster, secrets.databasePassword);
    const path = secretsPath(folder);
    if (await isThere(path)) await copyFile(path, `${path}.replaced`);
    await replaceSecrets(folder, secrets);
  } finally {
    held.release();
  }
}
