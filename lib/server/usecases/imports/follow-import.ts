import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { findJob, type ImportJob, type Once, releaseKey } from "../../store/imports/import-jobs";
import { getImport } from "./get-import";

export type { ImportJob, Once } from "../../store/imports/import-jobs";

const askAgainMs = 300;

/** A person's own import once it has ended. */
export async function awaitImport(userId: string, id: string): Promise<ImportJob> {
  for (;;) {
    const job = await getImport(userId, id);
    if (job.finishedAt !== null) return job;
    await new Promise((resolve) => setTimeout(resolve, askAgainMs));
  }
}

/**
 * The import that a person's key came with before; null when the key is free, or when what came of it was no answer, as
 * `isAnswer` says: the key is then free again. Throws `idempotency-conflict` when it came with another request.
 */
export async function findEarlierImport(
  userId: string,
  { key, requestHash }: Once,
  isAnswer: (job: ImportJob) => boolean,
): Promise<ImportJob | null> {
  const job = await findJob(userId, { idempotencyKey: key });
  if (!job) return null;
  if (job.requestHash !== requestHash) throw new DomainError("idempotency-conflict");
  const now = await getImport(userId, job.id);
  if (isAnswer(now)) return now;
  await releaseKey(job.id);
  return null;
}
