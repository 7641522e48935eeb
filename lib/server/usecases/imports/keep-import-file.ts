import "server-only";
import { createHash } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { maxFileBytes } from "@/lib/contracts/import";
import { DomainError, invalidFile } from "@/lib/domain/errors";
import { cleanLine, cutText, isVisible } from "@/lib/domain/text";
import { importSlots } from "../../capacity/import-slots";
import {
  appendChunk,
  beginFile,
  completeFile,
  findFile,
  type KeptFile,
  removeFile,
} from "../../store/imports/import-files";

export type { KeptFile } from "../../store/imports/import-files";

/** How long a file waits for its import. */
export const keptForMs = 60 * 60_000;

/** Room for four files of the largest size for one person, and sixteen in all. */
const room = { ofPerson: 4 * maxFileBytes, inAll: 16 * maxFileBytes };

const chunkBytes = 1024 * 1024;

/** A file on its way in. `declaredBytes`: room enough for it, where the sender says how long it is. */
export type IncomingFile = {
  name: string | null;
  declaredBytes: number | null;
  pieces: AsyncIterable<Uint8Array>;
};

/**
 * Stores an uploaded file while it arrives; if it does not arrive whole, nothing of it stays. Throws `too-large` at the
 * first byte over the limit, `rate-limited` when this person's files use up their room, `busy` when all files together
 * do.
 */
export async function keepImportFile(userId: string, incoming: IncomingFile): Promise<KeptFile> {
  const release = importSlots.uploads.take(userId);
  try {
    return await keep(userId, incoming);
  } finally {
    release();
  }
}

async function keep(userId: string, { name, declaredBytes, pieces }: IncomingFile): Promise<KeptFile> {
  const id = uuidv7();
  const bytes = declaredBytes ?? maxFileBytes;
  if (bytes > maxFileBytes) throw fileTooLarge();
  const full = await beginFile({ id, userId, name: toFileName(name), bytes }, room, keptForMs);
  if (full) throw noRoom(full);
  try {
    const whole = await storePieces(id, pieces);
    await completeFile(id, whole, keptForMs);
  } catch (error) {
    await removeFile(id);
    throw error;
  }
  const kept = await findFile(userId, id);
  if (!kept) throw new DomainError("not-found");
  return kept;
}

async function storePieces(
  fileId: string,
  pieces: AsyncIterable<Uint8Array>,
): Promise<{ bytes: number; sha256: Buffer }> {
  const hash = createHash("sha256");
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let bytes = 0;
  let seq = 0;
  const store = async () => {
    await appendChunk(fileId, seq++, Buffer.concat(waiting));
    waiting = [];
    waitingBytes = 0;
  };
  for await (const piece of pieces) {
    bytes += piece.byteLength;
    if (bytes > maxFileBytes) throw fileTooLarge();
    hash.update(piece);
    waiting.push(piece);
    waitingBytes += piece.byteLength;
    if (waitingBytes >= chunkBytes) await store();
  }
  if (bytes === 0) {
    const message = "The file is empty or missing: send it as the body, or as the field file of a form.";
    throw invalidFile(message);
  }
  if (waitingBytes > 0) await store();
  return { bytes, sha256: hash.digest() };
}

function toFileName(raw: string | null): string | null {
  const name = cutText(cleanLine(raw ?? ""), 200);
  return isVisible(name) ? name : null;
}

function fileTooLarge(): DomainError {
  const max = maxFileBytes / 1024 / 1024;
  return new DomainError("too-large", {}, `The file is larger than ${max} MB. Packed with gzip it may fit.`);
}

function noRoom({ full, freeInMs }: { full: "person" | "all"; freeInMs: number }): DomainError {
  const retryAfterSeconds = Math.max(1, freeInMs / 1000);
  return full === "person"
    ? new DomainError(
        "rate-limited",
        { retryAfterSeconds },
        "The files that you have sent and not imported fill the room for them. Import or remove one, then try again.",
      )
    : new DomainError(
        "busy",
        { retryAfterSeconds },
        "The files that wait for their import fill the server's room for them. Nothing was kept; try again later.",
      );
}
