import "server-only";
import { parseInterval } from "../../archive/schedule";
import { type BackupRun, readBackupRuns } from "../../store/operation/backup-runs";

/** The newest proved backup, the newest attempt if it failed since, and whether it is high time. */
export type BackupStatus = { proved: BackupRun | null; failed: BackupRun | null; isOverdue: boolean };

/** How it stands with backups, by the interval that the environment asks for. Throws `DomainError` in words for an odd one. */
export async function getBackupStatus(
  environment: Record<string, string | undefined>,
  now = Date.now(),
): Promise<BackupStatus> {
  const everyMs = parseInterval(environment.SLUICE_BACKUP_EVERY || "24h", "SLUICE_BACKUP_EVERY");
  const runs = await readBackupRuns();
  return { ...runs, isOverdue: !runs.proved || now - runs.proved.at > 2 * everyMs };
}
