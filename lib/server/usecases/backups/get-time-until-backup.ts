import "server-only";
import { listFiles } from "../../archive/list-files";
import { type BackupSchedule, untilDue } from "../../archive/schedule";
import type { OwnConnection } from "../../db/connect-when-ready";
import { listProvedNames } from "../../store/operation/backup-runs";

/**
 * How long it is until the next backup of the schedule is due, in ms; 0 when it is. Only files count that this installation
 * has proved and that are still in the folder: not another one's, nor those from before a restore.
 */
export async function getTimeUntilBackup(
  { folder, everyMs }: BackupSchedule,
  client?: OwnConnection,
): Promise<number> {
  const proved = await listProvedNames(client);
  // A folder that cannot be read is said by the attempt to write into it.
  const names = await listFiles(folder).catch(() => []);
  return untilDue(
    names.filter((name) => proved.has(name)),
    everyMs,
    Date.now(),
  );
}
