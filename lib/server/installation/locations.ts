import { randomBytes } from "node:crypto";
import { chown, mkdir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Account, findAccount, isRoot, requirePostgresAccount } from "./accounts";
import { readText, writeWhole } from "./files";

/** Where clusters lie when root's own folder is served: PostgreSQL runs as another account, which cannot enter it. */
export const sharedHome = "/var/lib/sluice";

/** Whether a path lies in the shared home. */
export function isShared(path: string): boolean {
  return path.startsWith(`${sharedHome}/`);
}

/** Where a data folder has its cluster, or a link to it. */
export function clusterEntry(folder: string): string {
  return join(folder, "postgres");
}

/** Where the lock of a data folder lies. */
export function lockPath(folder: string): string {
  return join(folder, "lock");
}

/** Where a new cluster of a folder is to lie, and who is to run it. */
export async function chooseLocation(folder: string): Promise<{ path: string; account: Account }> {
  if (!isRoot()) return { path: clusterEntry(folder), account: null };
  const owner = findAccount((await stat(folder)).uid);
  if (owner && owner.uid !== 0) return { path: clusterEntry(folder), account: owner };
  const home = join(sharedHome, randomBytes(8).toString("hex"));
  return { path: join(home, "postgres"), account: await requirePostgresAccount() };
}

/** What to tell about a database that does not lie where its folder is: one who keeps the folder alone would lose it. */
export function describeLocation(folder: string, cluster: string): string[] {
  return isShared(cluster)
    ? [
        `  ! The database lies in ${cluster}, not in ${folder}. In a container, keep ${sharedHome} on a volume, too, or run Sluice as an ordinary user.`,
      ]
    : [];
}

const userNote = "used-by.json";

/** Writes beside a cluster in the shared home which folder uses it. */
export async function noteUser(cluster: string, folder: string): Promise<void> {
  await writeWhole(join(cluster, "..", userNote), `${JSON.stringify({ folder })}\n`);
}

/** The folder that a cluster in the shared home was last used by, or null. */
export async function readUser(cluster: string): Promise<string | null> {
  try {
    const note = JSON.parse((await readText(join(cluster, "..", userNote))) ?? "null");
    return typeof note?.folder === "string" ? note.folder : null;
  } catch {
    return null;
  }
}

/** Clusters in the shared home that were last used by a folder at this path. */
export async function findClustersOf(folder: string): Promise<string[]> {
  if (!isRoot()) return [];
  const ids = await readdir(sharedHome).catch(() => []);
  const clusters = ids.map((id) => join(sharedHome, id, "postgres"));
  const users = await Promise.all(clusters.map(readUser));
  return clusters.filter((_, index) => users[index] === folder);
}

/** Makes the folder above a new cluster in the shared home, for the account that is to run it. */
export async function makeHome(path: string, account: Account): Promise<void> {
  if (!isShared(path) || !account) return;
  const home = join(path, "..");
  await mkdir(home, { recursive: true, mode: 0o755 });
  await chown(home, account.uid, account.gid);
}
