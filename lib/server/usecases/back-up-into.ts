import "server-only";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { ArchiveFault } from "../archive/format";
import { readArchiveFile } from "../archive/read-archive";
import {
  type BackupSchedule,
  chooseOld,
  fileNameOf,
  instantOf,
  isDue,
  type ProvedFile,
} from "../archive/schedule";
import { asideOf, clearAside, makeFolder } from "../archive/write-aside";
import { noteBackupFailure, tryBackupLock } from "../store/backup-runs";
import { type MadeBackup, makeBackup } from "./make-backup";

/** What became of a turn: nothing, when it is not time yet or another server is at it. */
export type BackupTurn = {
  made: MadeBackup | null;
  removed: string[];
  /** Files that bear such a name and cannot be restored: not counted, and not removed. */
  broken: string[];
};

const nothing: BackupTurn = { made: null, removed: [], broken: [] };

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
  const broken: string[] = [];
  for (const one of (await listNames(folder)).filter((each) => instantOf(each) !== null)) {
    try {
      const { head } = await readArchiveFile(join(folder, one));
      if (head.installation === made.installation)
        proved.push({ name: one, takenAt: Date.parse(head.takenAt) });
    } catch (error) {
      if (!(error instanceof ArchiveFault)) throw error;
      broken.push(one);
    }
  }
  const removed = chooseOld(proved, name, keep, Date.now());
  for (const old of removed) await rm(join(folder, old), { force: true });
  return { removed, broken };
}

/**
 * Makes a backup in the folder of the schedule if it is time, and then, never before, removes what is older than those that
 * are kept. One server of several does it. `always`: also when it is not time. `open` gives a connection of its own.
 *
 * Throws what `makeBackup` throws, and has removed nothing then.
 */
export async function backUpInto(
  open: () => Promise<pg.Client>,
  root: string,
  schedule: BackupSchedule,
  { always = false } = {},
): Promise<BackupTurn> {
  const { folder, everyMs } = schedule;
  await makeFolder(folder);
  const isTime = async () => always || isDue(await listNames(folder), everyMs, Date.now());
  if (!(await isTime())) return nothing;
  const client = await open();
  let name: string;
  let made: MadeBackup;
  try {
    if (!(await tryBackupLock(client)) || !(await isTime())) return nothing;
    await clearLeftovers(folder, await listNames(folder));
    name = fileNameOf(new Date().toISOString());
    made = await makeBackup(client, root, join(folder, name)).catch(async (error: unknown) => {
      await noteBackupFailure(open, join(folder, name), error).catch(() => {});
      throw error;
    });
  } finally {
    await client.end().catch(() => {});
  }
  return { made, ...(await removeOld(made, name, schedule)) };
}
