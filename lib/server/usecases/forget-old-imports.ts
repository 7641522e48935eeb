import "server-only";
import { removeExpiredFiles } from "../store/import-files";
import { removeOldJobs } from "../store/import-jobs";

const dayMs = 24 * 3_600_000;
/** Rows per statement, so that none holds others up for long. */
const batch = 20;

/** Removes files whose hour is over and imports that ended more than a day ago. */
export async function forgetOldImports(): Promise<void> {
  while ((await removeExpiredFiles(batch)) === batch);
  while ((await removeOldJobs(dayMs, batch)) === batch);
}
