import { rmSync } from "node:fs";
import { type FileHandle, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { tryLock } from "fs-native-extensions";
import { DomainError } from "@/lib/domain/errors";

/** Whose lock it is now, as far as the file system knows locks. */
function lockOf(file: FileHandle): "ours" | "theirs" | "unknown" {
  try {
    return tryLock(file.fd) ? "ours" : "theirs";
  } catch {
    return "unknown";
  }
}

const ending = ".part";

/** Name of the file beside `path` in which it is written until it is whole. */
export const asideOf = (path: string) => join(dirname(path), `${basename(path)}${ending}`);

const words: Record<string, string> = {
  ENOSPC: "The disk is full",
  EDQUOT: "The disk space that this user may fill is full",
  EFBIG: "The file system takes no file of that size",
  EACCES: "This user may not write there",
  EPERM: "This user may not write there",
  EROFS: "The file system is read-only",
  ENOENT: "There is no such folder",
  ENOTDIR: "There is no such folder",
  ENAMETOOLONG: "The name is too long",
  EIO: "The disk does not answer as it should",
  ESTALE: "The network file system has gone",
};

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | null)?.code);
}

/** What the file system refused, in words. Anything else is given back as it is. */
function fileFailure(error: unknown, path: string): unknown {
  const said = words[codeOf(error)];
  if (!said) return error;
  return new DomainError("invalid", {}, `${said} (${codeOf(error)}): ${path}. Nothing was left behind.`);
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    (error) => {
      if (codeOf(error) === "ENOENT") return false;
      throw error;
    },
  );

async function refuseExisting(path: string): Promise<void> {
  if (await exists(path))
    throw new DomainError(
      "invalid",
      {},
      `${path} is there already, and is not written over. Choose another name.`,
    );
}

/**
 * Removes a file aside that a killed run has left. Its lock, which the kernel ends with the process, tells it from one
 * that is being written; that one stays, and so does one on a file system without locks. False when it stays.
 */
export async function clearAside(aside: string): Promise<boolean> {
  const left = await open(aside, "r+").catch((error) => {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  });
  if (!left) return true;
  try {
    if (lockOf(left) !== "ours") return false;
    await rm(aside, { force: true });
    return true;
  } finally {
    await left.close();
  }
}

const isWritten = (aside: string) =>
  new DomainError("invalid", {}, `Another backup is writing ${aside}. If none is, remove that file.`);

async function openAside(path: string): Promise<FileHandle> {
  const aside = asideOf(path);
  if (!(await clearAside(aside))) throw isWritten(aside);
  const file = await open(aside, "wx", 0o600).catch((error) => {
    throw codeOf(error) === "EEXIST" ? isWritten(aside) : error;
  });
  if (lockOf(file) !== "theirs") return file;
  await file.close();
  throw isWritten(aside);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  // Some file systems know no such thing; the name is then as safe as they make it.
  await folder.sync().catch(() => {});
  await folder.close();
}

/**
 * Writes a packed file that is either whole and checked, or not there: under another name in the same folder, mode 0600,
 * synced, read again by `check`, and only then named. Never writes over a file. Returns its size in bytes.
 *
 * Throws `DomainError` in words for what the file system refuses; nothing is left behind then.
 */
export async function writeAside(
  path: string,
  content: () => AsyncIterable<Buffer>,
  check: (aside: string) => Promise<void>,
): Promise<number> {
  const aside = asideOf(path);
  try {
    await refuseExisting(path);
    const file = await openAside(path);
    // An end of the process in order leaves nothing either.
    const remove = () => rmSync(aside, { force: true });
    process.once("exit", remove);
    try {
      await pipeline(content(), createGzip({ level: 6 }), async (packed: AsyncIterable<Buffer>) => {
        for await (const piece of packed) await file.appendFile(piece);
      });
      await file.sync();
      await check(aside);
      const { size } = await file.stat();
      await refuseExisting(path);
      await rename(aside, path);
      await syncFolder(dirname(path));
      return size;
    } catch (error) {
      await rm(aside, { force: true });
      throw error;
    } finally {
      process.off("exit", remove);
      await file.close();
    }
  } catch (error) {
    throw fileFailure(error, path);
  }
}

/** Makes a folder for backups, for its owner alone, if it is not there. */
export async function makeFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 }).catch((error) => {
    throw fileFailure(error, path);
  });
}
