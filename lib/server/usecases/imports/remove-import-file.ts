import "server-only";
import { removeFile } from "../../store/imports/import-files";
import { requireImportFile } from "./get-import-file";

/** Removes a person's own file before its time. Throws `not-found`. */
export async function removeImportFile(userId: string, id: string): Promise<void> {
  await requireImportFile(userId, id);
  await removeFile(id);
}
