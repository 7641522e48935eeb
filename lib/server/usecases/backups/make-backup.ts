import "server-only";
import { readProductVersion } from "../../archive/product-version";
import { readArchiveFile } from "../../archive/read-archive";
import { type OnSection, writeArchive } from "../../archive/write-archive";
import { writeAside } from "../../archive/write-aside";
import type { OwnConnection } from "../../db/connect-when-ready";
import { noteBackup } from "../../store/operation/backup-runs";
import { takeSnapshot } from "../../store/operation/snapshot";

/** A backup that was written, read again and found whole. `tookMs`: from the first question to the file's name. */
export type MadeBackup = {
  path: string;
  installation: string | null;
  takenAt: string;
  tables: number;
  rows: number;
  bytes: number;
  tookMs: number;
};

/**
 * Writes everything that the database holds at this instant into a file, and reads it again. Others are not held up.
 * `client`: a connection of its own, which is closed afterwards, whatever happened. `root`: the project's folder.
 *
 * Throws `DomainError` in words, and leaves no file, when there is nothing to back up or the file cannot be written.
 */
export async function makeBackup(
  client: OwnConnection,
  root: string,
  path: string,
  onSection?: OnSection,
): Promise<MadeBackup> {
  const begunAt = performance.now();
  try {
    const made = await takeSnapshot(client, readProductVersion(root), async ({ head, sections }) => {
      let summary = { sections: 0, rows: 0 };
      const bytes = await writeAside(
        path,
        () => writeArchive(head, sections, onSection),
        async (aside) => {
          summary = await readArchiveFile(aside);
        },
      );
      const { takenAt, installation } = head;
      return { takenAt, installation, tables: summary.sections, rows: summary.rows, bytes };
    });
    const backup = { path, ...made, tookMs: performance.now() - begunAt };
    // The file is there and whole, whatever becomes of the note about it.
    await noteBackup(client, backup).catch(() => {});
    return backup;
  } finally {
    await client.end().catch(() => {});
  }
}
