import "server-only";
import type { ImportFileView } from "@/lib/contracts/import";
import { fileGone, findFile, type KeptFile } from "../../store/imports/import-files";

/** A person's own file that waits for its import. Throws `not-found` in words when it is no longer there. */
export async function requireImportFile(userId: string, id: string): Promise<KeptFile> {
  const file = await findFile(userId, id);
  if (!file) throw fileGone();
  return file;
}

/** The same, as the API shows it. */
export async function getImportFile(userId: string, id: string): Promise<ImportFileView> {
  const { sha256: _, ...view } = await requireImportFile(userId, id);
  return view;
}
