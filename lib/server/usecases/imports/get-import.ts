import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { findJob, type ImportJob } from "../../store/imports/import-jobs";
import { endSilentImports } from "./end-silent-imports";

/** A person's own import as it stands; one whose process is gone has failed. Throws `not-found`. */
export async function getImport(userId: string, id: string): Promise<ImportJob> {
  await endSilentImports();
  const job = await findJob(userId, { id });
  if (!job) throw new DomainError("not-found");
  return job;
}
