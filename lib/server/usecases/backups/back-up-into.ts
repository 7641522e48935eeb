import "server-only";
import { join } from "node:path";
import { DomainError } from "@/lib/domain/errors";
import { removeOld, tidyFolder } from "../../archive/backup-folder";
import { type BackupSchedule, fileNameOf } from "../../archive/schedule";
import type { OwnConnection } from "../../db/connect-when-ready";
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
  open: (signal?: AbortSignal) => Promise<OwnConnection>,
  root: string,
  schedule: BackupSchedule,
  { always = false } = {},
): Promise<BackupTurn> {
  const { folder, everyMs, keep } = schedule;
  const name = fileNameOf(new Date().toISOString());
  const path = join(folder, name);
  let made: MadeBackup;
  try {
    const client = await open();
    try {
      if (!(await tryBackupLock(client))) throw isMadeNow();
      const dueInMs = always ? 0 : await getTimeUntilBackup(schedule, client);
      if (dueInMs > 0) return { made: null, removed: [], kept: [], dueInMs };
      await tidyFolder(folder);
      made = await makeBackup(client, root, path);
    } finally {
      await client.end().catch(() => {});
    }
  } catch (error) {
    const isBusy = error instanceof DomainError && error.code === "busy";
    if (!isBusy) await noteBackupFailure(open, path, error).catch(() => {});
    throw error;
  }
  return { made, ...(await removeOld(folder, made.installation, name, keep)), dueInMs: everyMs };
}
