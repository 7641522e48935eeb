import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { findJob, type ImportJob, type Once, releaseKey } from "../../store/imports/import-jobs";
import { getImport } from "./get-import";

export type { ImportJob, Once } from "../../store/imports/import-jobs";

const askAgainMs = 300;

/** Waits until a person's own import has ended. */
export async function awaitImport(userId: string, id: string): Promise<ImportJob> {
  for (;;) {
    const job = await getImport(userId, id);
    if (job.finishedAt !== null) return job;
    await new Promise((resolve) => setTimeout(resolve, askAgainMs));
  }
}

/**
 * The import that was started earlier with this Idempotency-Key; null when the key is free. A key whose import gave no
 * answer, as `isAnswer` decides, becomes free again. Throws `idempotency-conflict` when the key was used for another
 * request.
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
