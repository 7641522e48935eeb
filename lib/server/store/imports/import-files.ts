import "server-only";
import type { ImportFileView } from "@/lib/contracts/import";
import { DomainError } from "@/lib/domain/errors";
import { getPool } from "../../db/client";
import { db, inTransaction } from "../../db/transaction";

export type NewImportFile = { id: string; userId: string; name: string | null; bytes: number };

/** How many bytes of files may be kept, for one person and in all. */
export type Room = { ofPerson: number; inAll: number };

/** Taken while room is reserved, so that two uploads do not both take the last of it. */
const roomLock = 7_583_024_002;

/**
 * Begins a file and reserves room for it. Null when that worked; otherwise whose room is full, and in how many ms some
 * becomes free.
 */
export function beginFile(
  file: NewImportFile,
  room: Room,
  keptForMs: number,
): Promise<{ full: "person" | "all"; freeInMs: number } | null> {
  return inTransaction(async () => {
    await db().$executeRaw`SELECT pg_advisory_xact_lock(${roomLock})`;
    const [taken] = await db().$queryRaw<{ own: number; all: number; ownFree: number; allFree: number }[]>`
      SELECT coalesce(sum(bytes) FILTER (WHERE user_id = ${file.userId}::uuid), 0)::float8 AS own,
        coalesce(sum(bytes), 0)::float8 AS all,
        coalesce(extract(epoch FROM min(expires_at) FILTER (WHERE user_id = ${file.userId}::uuid) - now()) * 1000, 0)::float8
          AS "ownFree",
        coalesce(extract(epoch FROM min(expires_at) - now()) * 1000, 0)::float8 AS "allFree"
      FROM import_file WHERE expires_at > now()`;
    if (taken && taken.own + file.bytes > room.ofPerson)
      return { full: "person", freeInMs: Math.min(taken.ownFree, keptForMs) };
    if (taken && taken.all + file.bytes > room.inAll)
      return { full: "all", freeInMs: Math.min(taken.allFree, keptForMs) };
    await db().$executeRaw`
      INSERT INTO import_file (id, user_id, name, bytes, expires_at)
      VALUES (${file.id}::uuid, ${file.userId}::uuid, ${file.name}, ${file.bytes},
        now() + ${keptForMs} * interval '1 millisecond')`;
    return null;
  });
}

/** Adds the next piece of a file. */
export async function appendChunk(fileId: string, seq: number, bytes: Buffer): Promise<void> {
  await getPool().query("INSERT INTO import_chunk (file_id, seq, bytes) VALUES ($1, $2, $3)", [
    fileId,
    seq,
    bytes,
  ]);
}

/** Ends a file that has come in whole. */
export async function completeFile(
  id: string,
  whole: { bytes: number; sha256: Buffer },
  keptForMs: number,
): Promise<void> {
  await db().$executeRaw`
    UPDATE import_file SET bytes = ${whole.bytes}, sha256 = ${whole.sha256},
      expires_at = now() + ${keptForMs} * interval '1 millisecond'
    WHERE id = ${id}::uuid`;
}

export type KeptFile = ImportFileView & { sha256: Uint8Array };

/** A person's own file that is there whole; null when it is not, was removed, or is another's. */
export async function findFile(userId: string, id: string): Promise<KeptFile | null> {
  const [file] = await db().$queryRaw<(FileRow & { sha256: Uint8Array })[]>`
    SELECT id, name, bytes, created_at AS "createdAt", expires_at AS "expiresAt", sha256 FROM import_file
    WHERE id = ${id}::uuid AND user_id = ${userId}::uuid AND sha256 IS NOT NULL AND expires_at > now()`;
  return file ? { ...toFileView(file), sha256: file.sha256 } : null;
}

type FileRow = { id: string; name: string | null; bytes: number; createdAt: Date; expiresAt: Date };

/** A file as the API shows it. */
export function toFileView({ id, name, bytes, createdAt, expiresAt }: FileRow): ImportFileView {
  return { id, name, bytes, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
}

/** Keeps a file for at least so long from now: it is about to be read. */
export async function prolongFile(id: string, keptForMs: number): Promise<void> {
  await db().$executeRaw`
    UPDATE import_file SET expires_at = greatest(expires_at, now() + ${keptForMs} * interval '1 millisecond')
    WHERE id = ${id}::uuid`;
}

/**
 * The bytes of a file, piece by piece. Throws `not-found` when it is not there whole: an end that is missing is never taken
 * for the end.
 */
export async function* readFileBytes(id: string): AsyncGenerator<Uint8Array> {
  const file = await db().importFile.findUnique({ where: { id }, select: { bytes: true, sha256: true } });
  let left = file?.sha256 ? file.bytes : Number.POSITIVE_INFINITY;
  for (let seq = 0; left > 0; seq++) {
    const { rows } = await getPool().query<{ bytes: Buffer }>(
      "SELECT bytes FROM import_chunk WHERE file_id = $1 AND seq = $2",
      [id, seq],
    );
    if (!rows[0]) throw fileGone();
    left -= rows[0].bytes.length;
    yield rows[0].bytes;
  }
}

/** What is said of a file that is no longer there. */
export function fileGone(): DomainError {
  const words =
    "The file is no longer here: files are kept for an hour, or until they are imported. Choose it again.";
  return new DomainError("not-found", {}, words);
}

export async function removeFile(id: string): Promise<void> {
  await db().importFile.deleteMany({ where: { id } });
}

/** Removes up to `max` files whose time was over then; returns how many. */
export function removeExpiredFiles(before: Date, max: number): Promise<number> {
  return db().$executeRaw`
    DELETE FROM import_file WHERE id IN (SELECT id FROM import_file WHERE expires_at < ${before} LIMIT ${max})`;
}
