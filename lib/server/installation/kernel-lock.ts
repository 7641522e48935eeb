import { closeSync, constants, fchownSync, fstatSync, openSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { isRoot } from "./accounts";
import { InstallationFault } from "./fault";
import { faultOf } from "./files";

/** A lock that the kernel holds for an open file: gone when the last process that has the file open has ended. */
export type HeldLock = {
  /** A child that is given this descriptor holds the lock, too, for as long as it lives. */
  fd: number;
  /** Closes the file here. Children that were given it go on holding the lock. */
  close(): void;
};

type Locks = { tryLock(fd: number): boolean };

function loadLocks(): Locks {
  try {
    return createRequire(import.meta.url)("fs-native-extensions") as Locks;
  } catch (error) {
    throw new InstallationFault(
      "This platform has no lock for the data folder (fs-native-extensions does not load). Set DATABASE_URL to a PostgreSQL of your own.",
      { cause: error },
    );
  }
}

/** What root makes in another account's folder is that account's. */
function giveToFolder(fd: number, folder: string): void {
  if (!isRoot() || fstatSync(fd).uid !== 0) return;
  const { uid, gid } = statSync(folder);
  if (uid !== 0) fchownSync(fd, uid, gid);
}

function isStillAt(path: string, fd: number): boolean {
  const opened = fstatSync(fd, { bigint: true });
  const present = statSync(path, { bigint: true, throwIfNoEntry: false });
  return present?.ino === opened.ino && present.dev === opened.dev;
}

/**
 * Takes the kernel's lock on a file, made if it is missing and `make` is set, or returns null while another process
 * has it. What the file says means nothing. Throws `InstallationFault` when the file cannot be opened for writing or
 * the file system knows no locks.
 */
export function tryLock(path: string, { make = false } = {}): HeldLock | null {
  for (;;) {
    let fd: number;
    try {
      fd = openSync(path, constants.O_RDWR | constants.O_NOFOLLOW | (make ? constants.O_CREAT : 0), 0o600);
    } catch (error) {
      throw faultOf(path, error);
    }
    try {
      if (!loadLocks().tryLock(fd)) {
        closeSync(fd);
        return null;
      }
    } catch (error) {
      closeSync(fd);
      if (error instanceof InstallationFault) throw error;
      throw new InstallationFault(
        `${path} cannot be locked (${(error as Error).message}). The data folder has to lie on a file system with locks, such as a local disk.`,
        { cause: error },
      );
    }
    giveToFolder(fd, dirname(path));
    // Somebody may have put another file in its place meanwhile: only the one that all others open counts.
    if (isStillAt(path, fd)) return { fd, close: () => closeSync(fd) };
    closeSync(fd);
  }
}
