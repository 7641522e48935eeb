import "server-only";
import type { ArchiveHead } from "../../archive/format";
import { planRestore } from "../../archive/plan-restore";
import { readArchiveFile } from "../../archive/read-archive";
import { readMigrations } from "../../db/migration-files";

/**
 * Whether a file is a whole backup that this release can restore; reads all of it and touches nothing else. `root`: the
 * project's folder. Throws `ArchiveFault` in words.
 */
export async function checkBackup(root: string, path: string): Promise<{ head: ArchiveHead; rows: number }> {
  const known = readMigrations(root);
  const { head, rows } = await readArchiveFile(path, { onHead: (one) => void planRestore(one, known) });
  return { head, rows };
}
