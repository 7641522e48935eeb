import "server-only";
import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { DomainError } from "@/lib/domain/errors";
import { readArchiveFile } from "../../archive/read-archive";
import {
  type BackupSchedule,
  chooseOld,
  fileNameOf,
  instantOf,
  type ProvedFile,
} from "../../archive/schedule";
import { asideOf, clearAside, makeFolder } from "../../archive/write-aside";
import { noteBackupFailure, tryBackupLock } from "../../store/operation/backup-runs";
import { getTimeUntilBackup } from "./get-time-until-backup";
import { type MadeBackup, makeBackup } from "./make-backup";

/** What became of a turn: nothing, when it is not time yet. */
export type BackupTurn = {
  made: MadeBackup | null;
  removed: string[];
  /** Of files that bear such a name, cannot be read or removed, and stay, in words: why. They are not counted. */
  kept: string[];
  /** How long it is until the next is due, ms. */
  dueInMs: number;
};

async function listNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

/** What killed runs of ours have left. */
async function clearLeftovers(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const whole = name.replace(/\.part$/, "");
    if (name.endsWith(".part") && instantOf(whole) !== null) await clearAside(asideOf(join(folder, whole)));
  }
}

/** Keeps the newest backups of this installation and removes the others; a file that is not proved is neither. */
async function removeOld(made: MadeBackup, name: string, { folder, keep }: BackupSchedule) {
  const proved: ProvedFile[] = [];
  const kept: string[] = [];
  for (const one of (await listNames(folder)).filter((each) => instantOf(each) !== null)) {
    const path = join(folder, one);
    try {
      const { head } = await readArchiveFile(path);
      if (head.installation === made.installation)
        proved.push({ name: one, takenAt: Date.parse(head.takenAt) });
    } catch (error) {
      // Whatever it is that keeps it from being read: the one that was just made is good.
      if (existsSync(path)) kept.push(wordsOf(error));
    }
  }
  const removed: string[] = [];
  for (const old of chooseOld(proved, name, keep, Date.now())) {
    const failure = await rm(join(folder, old), { force: true }).then(() => null, wordsOf);
    if (failure === null) removed.push(old);
    else kept.push(`${join(folder, old)} cannot be removed: ${failure}.`);
  }
  return { removed, kept };
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

const isMadeNow = () =>
  new DomainError("busy", {}, "Another process is making a backup of this installation. None was made here.");

/**
 * Makes a backup in the folder of the schedule if it is time, and then, never before, removes what is older than those that
 * are kept. One server of several does it. `always`: also when it is not time. `open` gives a connection of its own; its
 * signal ends the waiting for one.
 *
 * Throws `busy` in words while another process is at it, and what `makeBackup` throws; nothing was removed then, and a
 * failure is noted.
 */
export async function backUpInto(
  open: (signal?: AbortSignal) => Promise<pg.Client>,
  root: string,
  schedule: BackupSchedule,
  { always = false } = {},
): Promise<BackupTurn> {
  const { folder, everyMs } = schedule;
  const name = fileNameOf(new Date().toISOString());
  const path = join(folder, name);
  let made: MadeBackup;
  try {
    const client = await open();
    try {
      if (!(await tryBackupLock(client))) throw isMadeNow();
      const dueInMs = always ? 0 : await getTimeUntilBackup(schedule, client);
      if (dueInMs > 0) return { made: null, removed: [], kept: [], dueInMs };
      await makeFolder(folder);
      await clearLeftovers(folder, await listNames(folder));
      made = await makeBackup(client, root, path);
    } finally {
      await client.end().catch(() => {});
    }
  } catch (error) {
    const isBusy = error instanceof DomainError && error.code === "busy";
    if (!isBusy) await noteBackupFailure(open, path, error).catch(() => {});
    throw error;
  }
  return { made, ...(await removeOld(made, name, schedule)), dueInMs: everyMs };
}
