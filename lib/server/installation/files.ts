import { randomBytes } from "node:crypto";
import { type FileHandle, link, lstat, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { describeOwner, isRoot, ownAccount, ownName } from "./accounts";
import { InstallationFault } from "./fault";

const missing = ["ENOENT", "ENOTDIR"];
const forbidden = ["EACCES", "EPERM"];

/** A fault of the file system in words. What is forbidden is never taken for missing. */
export function faultOf(path: string, error: unknown): InstallationFault {
  const { code, message } = error as NodeJS.ErrnoException;
  if (!forbidden.includes(code ?? "")) return new InstallationFault(`${path}: ${message}.`, { cause: error });
  return new InstallationFault(
    `${path} is closed to ${ownName()}, who runs this: it belongs to ${describeOwner(path)}. Nothing was changed.\nRun Sluice as its owner; or, while it is stopped, as root: chown -R ${ownAccount()} ${path}`,
    { cause: error },
  );
}

/** What `read` finds at a path, or null when nothing is there. Throws `InstallationFault` when it cannot be read. */
export async function ifThere<T>(path: string, read: (path: string) => Promise<T>): Promise<T | null> {
  try {
    return await read(path);
  } catch (error) {
    if (error instanceof InstallationFault) throw error;
    if (missing.includes((error as NodeJS.ErrnoException).code ?? "")) return null;
    throw faultOf(path, error);
  }
}

/** The text of a file, or null when it is missing. */
export function readText(path: string): Promise<string | null> {
  return ifThere(path, () => readFile(path, "utf8"));
}

/** Whether two paths are one file or folder; false when either is missing. */
export async function isSameFile(one: string, other: string): Promise<boolean> {
  const identify = (path: string) => ifThere(path, () => stat(path, { bigint: true }));
  const a = await identify(one);
  const b = await identify(other);
  return a !== null && b !== null && a.dev === b.dev && a.ino === b.ino;
}

/** Gives a new file to the owner of the folder that it lies in, when root makes it there. */
async function giveToOwner(file: FileHandle, folder: string): Promise<void> {
  if (!isRoot()) return;
  const { uid, gid } = await stat(folder);
  await file.chown(uid, gid);
}

/**
 * Writes a small file whole or not at all: aside, flushed, then put into place. Readable by the folder's owner alone.
 * With `keep` a file that is there already stays as it is.
 */
export async function writeWhole(path: string, text: string, { keep = false } = {}): Promise<void> {
  const aside = `${path}.${randomBytes(4).toString("hex")}.unfinished`;
  try {
    const file = await open(aside, "wx", 0o600);
    try {
      await file.writeFile(text);
      await giveToOwner(file, dirname(path));
      await file.sync();
    } finally {
      await file.close();
    }
    if (keep) await linkUnlessThere(aside, path);
    else await rename(aside, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(aside, { force: true }).catch(() => {});
    throw faultOf(path, error);
  }
}

async function linkUnlessThere(aside: string, path: string): Promise<void> {
  await link(aside, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  await rm(aside);
}

/** Makes a rename in a folder last through a loss of power. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } catch {
    // Some file systems do not flush folders; their renames last without.
  } finally {
    await handle.close();
  }
}

/** Whether a path is there, also as a link that leads nowhere. */
export async function isThere(path: string): Promise<boolean> {
  return (await ifThere(path, () => lstat(path))) !== null;
}
