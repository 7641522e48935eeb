import { readdir, realpath, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ClusterFinding } from "./cluster";
import { findCluster } from "./cluster";
import { ifThere, isSameFile, isThere } from "./files";
import { clusterEntry, findClustersOf, readUser, sharedHome } from "./locations";
import { type InstallationRecord, readRecord, recordPath } from "./record";
import { readSecrets, type Secrets, secretsPath } from "./secrets";

/** What was found in a data folder and around it. */
export type Facts = {
  folder: string;
  inode: string;
  record: InstallationRecord | null;
  secrets: Secrets | null;
  cluster: ClusterFinding;
  /** Where `postgres` should point to, when that can be told although the link is lost. */
  lostCluster: string | null;
  /** Names in the folder that are not of a folder of ours. */
  strangers: string[];
  /** Data of an earlier installation around an empty folder. */
  traces: string[];
  /** The folder that this one was copied from, if it is still there. */
  original: string | null;
};

/** What is no sign of data: the lock, what a cut-off write has left, what a file system has of its own. */
const isNothing = (name: string) =>
  name === "lock" ||
  name === "lost+found" ||
  /^(installation|secrets)\.json\.[0-9a-f]{8}\.unfinished$/.test(name);

async function isInstallation(folder: string): Promise<boolean> {
  const names = await Promise.all([recordPath(folder), secretsPath(folder)].map((path) => isThere(path)));
  return names.some(Boolean);
}

async function quietly<T>(work: Promise<T>, otherwise: T): Promise<T> {
  return work.catch(() => otherwise);
}

/** The folder that has, or last had, what this one has, and is another one. */
export async function findOriginal(
  folder: string,
  record: InstallationRecord | null,
  cluster: ClusterFinding,
): Promise<string | null> {
  const isOutside = cluster.state === "whole" && cluster.cluster.isOutside;
  const user = isOutside ? await readUser(cluster.cluster.path) : null;
  const candidates = [record?.state === "ready" ? record.folder.path : null, user];
  for (const candidate of candidates) {
    if (!candidate || candidate === folder) continue;
    if (await quietly(isSameFile(candidate, folder), false)) continue;
    if (isOutside) {
      const used = await quietly(realpath(clusterEntry(candidate)), "");
      if (used === cluster.cluster.path) return candidate;
      continue;
    }
    const there = await quietly(readRecord(candidate), null);
    if (there?.state === "ready" && record?.state === "ready" && there.id === record.id) return candidate;
  }
  return null;
}

async function findTraces(folder: string): Promise<string[]> {
  const above = dirname(folder);
  const clusters = await findClustersOf(folder);
  return [
    ...((await quietly(isInstallation(above), false))
      ? [`the folder above, ${above}, is an installation`]
      : []),
    ...clusters.map((path) => `the database that was last used from here lies in ${path}`),
  ];
}

/** Names of folders that hold an installation or a cluster come first, and say so. */
async function describeStrangers(folder: string, names: string[]): Promise<string[]> {
  const described = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      if (await quietly(isInstallation(path), false)) return `${name} (an installation)`;
      return (await quietly(isThere(join(path, "PG_VERSION")), false)) ? `${name} (a database)` : name;
    }),
  );
  return described.sort((a, b) => Number(b.endsWith(")")) - Number(a.endsWith(")"))).slice(0, 8);
}

/** Looks at a data folder, and changes nothing. Throws `InstallationFault` when something in it cannot be read. */
export async function gatherFacts(folder: string): Promise<Facts> {
  const names = (await ifThere(folder, () => readdir(folder))) ?? [];
  const record = await readRecord(folder);
  const cluster = await findCluster(clusterEntry(folder));
  const secrets = await readSecrets(folder);
  const formerLocation =
    record?.state === "ready" && record.database.kind === "embedded"
      ? record.database.cluster
      : secrets?.clusterId && join(sharedHome, secrets.clusterId, "postgres");
  const lostCluster =
    formerLocation && (await quietly(isThere(join(formerLocation, "PG_VERSION")), false))
      ? formerLocation
      : null;
  return {
    folder,
    inode: String((await ifThere(folder, () => stat(folder, { bigint: true })))?.ino ?? ""),
    record,
    secrets,
    cluster,
    lostCluster,
    strangers: await describeStrangers(
      folder,
      names.filter((name) => !isNothing(name)),
    ),
    traces: names.every(isNothing) ? await findTraces(folder) : [],
    original: await findOriginal(folder, record, cluster),
  };
}
