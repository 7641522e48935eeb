import "server-only";
import { cancelJob, type ImportJob } from "../../store/imports/import-jobs";
import { getImport } from "./get-import";

/** Cancels a person's own import, whichever process does it; one that has ended stays as it is. Throws `not-found`. */
export async function cancelImport(userId: string, id: string): Promise<ImportJob> {
  await getImport(userId, id);
  await cancelJob(userId, id);
  return getImport(userId, id);
}
