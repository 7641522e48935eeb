import "server-only";
import type {
  ImportAnswer,
  ImportFileView,
  ImportFormat,
  ImportOptions,
  ImportState,
} from "@/lib/contracts/import";
import type { ErrorCode } from "@/lib/domain/errors";
import { cleanText } from "@/lib/domain/text";
import { Prisma } from "../../db/generated/client";
import { db } from "../../db/transaction";
import { toFileView } from "./import-files";

/** Why an import failed; `message` is null where the code's general words do. */
export type ImportRefusal = {
  code: ErrorCode;
  details: Record<string, unknown>;
  message: string | null;
};

export type ImportJob = {
  id: string;
  state: ImportState;
  progress: number;
  format: ImportFormat;
  options: ImportOptions;
  file: ImportFileView | null;
  createdAt: string;
  finishedAt: string | null;
  answer: ImportAnswer | null;
  refusal: ImportRefusal | null;
  requestHash: string | null;
};

export type NewImportJob = {
  id: string;
  userId: string;
  fileId: string;
  format: ImportFormat;
  options: ImportOptions;
  once: Once | null;
};

/** Who repeats a request with the same key gets the first one's job. */
export type Once = { key: string; requestHash: string };

/** What a file says may stand in an answer or a refusal; JSON of the database does not hold every character. */
function toJson(value: unknown): string {
  return JSON.stringify(value, (_, member) => (typeof member === "string" ? cleanText(member) : member));
}

const isOpen = Prisma.sql`finished_at IS NULL`;

/** Begins a job; false when its person has used the key before. */
export async function insertJob({ once, ...job }: NewImportJob): Promise<boolean> {
  const written = await db().$executeRaw`
    INSERT INTO import_job (id, user_id, file_id, format, options, idempotency_key, request_hash)
    VALUES (${job.id}::uuid, ${job.userId}::uuid, ${job.fileId}::uuid, ${job.format}, ${toJson(job.options)}::jsonb,
      ${once?.key ?? null}, ${once?.requestHash ?? null})
    ON CONFLICT (user_id, idempotency_key) DO NOTHING`;
  return written === 1;
}

/** Says that a job is alive and how far it is; false when it has been ended by somebody else. */
export async function noteProgress(id: string, state: ImportState, progress: number): Promise<boolean> {
  const written = await db().$executeRaw`
    UPDATE import_job SET state = ${state}, progress = ${progress}, heartbeat_at = now()
    WHERE id = ${id}::uuid AND ${isOpen}`;
  return written === 1;
}

/** Ends a job well, in the transaction that writes the board; false when it has been ended by somebody else. */
export async function finishJob(id: string, answer: ImportAnswer): Promise<boolean> {
  const written = await db().$executeRaw`
    UPDATE import_job SET state = 'done', progress = 1, answer = ${toJson(answer)}::jsonb, finished_at = now()
    WHERE id = ${id}::uuid AND ${isOpen}`;
  return written === 1;
}

/** Ends a job that did not work, unless it has ended. */
export async function failJob(id: string, refusal: ImportRefusal): Promise<void> {
  await db().$executeRaw`
    UPDATE import_job SET state = 'failed', problem = ${toJson(refusal)}::jsonb, finished_at = now()
    WHERE id = ${id}::uuid AND ${isOpen}`;
}

/** Ends a job at its person's wish, unless it has ended. */
export async function cancelJob(userId: string, id: string): Promise<void> {
  await db().$executeRaw`
    UPDATE import_job SET state = 'cancelled', finished_at = now()
    WHERE id = ${id}::uuid AND user_id = ${userId}::uuid AND ${isOpen}`;
}

/**
 * Ends jobs that nobody has heard of for so long, or whose last sign of life is in the future: their process is gone. What
 * it began is gone with it.
 */
export async function failSilentJobs(silentForMs: number, refusal: ImportRefusal): Promise<void> {
  await db().$executeRaw`
    UPDATE import_job SET state = 'failed', problem = ${toJson(refusal)}::jsonb, finished_at = now()
    WHERE ${isOpen} AND (heartbeat_at < now() - ${silentForMs} * interval '1 millisecond'
      OR heartbeat_at > now() + interval '1 minute')`;
}

/** A person's own job, by its id or by the key that it came with; null for another's. */
export async function findJob(
  userId: string,
  by: { id: string } | { idempotencyKey: string },
): Promise<ImportJob | null> {
  const job = await db().importJob.findFirst({ where: { userId, ...by }, include: { file: true } });
  return (
    job && {
      id: job.id,
      state: job.state as ImportState,
      progress: job.progress,
      format: job.format as ImportFormat,
      options: job.options as ImportOptions,
      file: job.file && job.file.expiresAt > new Date() ? toFileView(job.file) : null,
      createdAt: job.createdAt.toISOString(),
      finishedAt: job.finishedAt?.toISOString() ?? null,
      answer: job.answer as ImportAnswer | null,
      refusal: job.problem as ImportRefusal | null,
      requestHash: job.requestHash,
    }
  );
}

/** Lets a key be used again: what came with it was no answer. */
export async function releaseKey(id: string): Promise<void> {
  await db().importJob.updateMany({ where: { id }, data: { idempotencyKey: null } });
}

/** How many of a person's imports are under way, in all processes. */
export function countOpenJobs(userId: string): Promise<number> {
  return db().importJob.count({ where: { userId, finishedAt: null } });
}

/** Removes up to `max` jobs that ended before then; returns how many. */
export function removeOldJobs(before: Date, max: number): Promise<number> {
  return db().$executeRaw`
    DELETE FROM import_job WHERE id IN (
      SELECT id FROM import_job WHERE finished_at < ${before} LIMIT ${max})`;
}
