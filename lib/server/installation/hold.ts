import { access, chmod, constants, mkdir, stat } from "node:fs/promises";
import { pause, startWaiting, type Waiting } from "../db/progress";
import { describeOwner, ownAccount, ownName } from "./accounts";
import { InstallationFault } from "./fault";
import { faultOf, ifThere } from "./files";
import { describeSelf, readHolder, writeHolder } from "./holder";
import { tryLock } from "./kernel-lock";
import { clusterEntry, lockPath } from "./locations";

const pollMs = 100;
const wordsAfterMs = 1_000;

/** A data folder that is this process's alone. */
export type HeldFolder = {
  /** Writes for others to read at which address this process serves. */
  announce(address: string): void;
  release(): void;
};

/**
 * Makes sure that a data folder is there and may be read and written by this process. Throws `InstallationFault`, and
 * has changed nothing, with the command that mends it when the folder is another account's.
 */
export async function enterFolder(folder: string, { make }: { make: boolean }): Promise<void> {
  if (make)
    await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error) => {
      throw unmade(folder, error);
    });
  const found = await ifThere(folder, () => stat(folder));
  if (!found)
    throw new InstallationFault(
      `There is no folder ${folder}. Set SLUICE_DATA_DIR to the folder of your installation, or DATABASE_URL to its database. npm start makes a new one. Nothing was made.`,
    );
  if (!found.isDirectory()) throw new InstallationFault(`${folder} is not a folder. Nothing was changed.`);
  await access(folder, constants.R_OK | constants.W_OK | constants.X_OK).catch(() => {
    const who = ownName();
    throw new InstallationFault(
      `The data folder ${folder} belongs to ${describeOwner(folder)}, and ${who}, who runs this, may not use it. Nothing was changed.\nRun Sluice as its owner; or, while it is stopped, give it to ${who}, as root: chown -R ${ownAccount()} ${folder} ${clusterEntry(folder)}/..`,
    );
  });
}

/** Closes a data folder of one's own to other accounts, once it is known to be one; a mount that knows no modes stays as it is. */
export async function closeToOthers(folder: string): Promise<void> {
  const { uid, mode } = await stat(folder);
  if (uid === process.geteuid?.() && (mode & 0o077) !== 0) await chmod(folder, 0o700).catch(() => {});
}

function unmade(folder: string, error: unknown): InstallationFault {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== "EACCES" && code !== "EPERM") return faultOf(folder, error);
  return new InstallationFault(
    `The data folder ${folder} cannot be made by ${ownName()}, who runs this: the folder above belongs to ${describeOwner(folder)}. Nothing was changed.\nMake it, as root: mkdir -p ${folder} && chown ${ownAccount()} ${folder}`,
    { cause: error },
  );
}

/** Takes a data folder for this process, or returns null while another one has it. */
export function tryHold(folder: string, purpose: string): HeldFolder | null {
  const lock = tryLock(lockPath(folder), { make: true });
  if (!lock) return null;
  const self = describeSelf(purpose);
  writeHolder(lock, self);
  return {
    announce: (address) => writeHolder(lock, { ...self, address }),
    release: once(() => {
      writeHolder(lock, null);
      lock.close();
    }),
  };
}

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    work();
  };
}

/** Who has a data folder, and what to do about it, in words. */
export function describeHeld(folder: string): string {
  return `The data folder ${folder} is in use by ${readHolder(lockPath(folder))}.\nOnly one process may use it at a time. Stop that one first, or choose another folder with SLUICE_DATA_DIR. If it is not to be found here, it runs in another container or on another machine that has the same folder.`;
}

/**
 * Tries something again and again while another process has the folder. Throws `InstallationFault` saying who has it
 * when that has not ended in time.
 */
export async function whileHeld<T>(
  folder: string,
  attempt: () => Promise<T | null>,
  patienceMs: number,
  waiting: Waiting,
): Promise<T> {
  const begun = performance.now();
  const stillWaiting = startWaiting(waiting.onProgress);
  for (;;) {
    const result = await attempt();
    if (result !== null) return result;
    const waitedMs = performance.now() - begun;
    if (waitedMs > patienceMs) throw new InstallationFault(describeHeld(folder));
    if (waitedMs > wordsAfterMs)
      stillWaiting(`Waiting for the data folder: it is in use by ${readHolder(lockPath(folder))}`);
    await pause(pollMs, waiting.signal);
  }
}
