import "server-only";
import { createHash } from "node:crypto";
import type { z } from "zod";
import { type ImportOptions, importOptions, type importQuery, mostOptionBytes } from "@/lib/contracts/import";
import { DomainError } from "@/lib/domain/errors";
import { awaitImport, findEarlierImport } from "../usecases/follow-import";
import { type IncomingFile, keepImportFile } from "../usecases/keep-import-file";
import { removeImportFile, requireImportFile } from "../usecases/manage-import-files";
import { requireImportRight } from "../usecases/require-import-right";
import { type ImportRequest, previewKeptFile, startImport } from "../usecases/run-import-job";
import { readIdempotencyKey } from "./idempotency";
import { isAnswer, startedResponse, toImportResponse } from "./import-answers";
import { readJson } from "./read-body";
import { readUpload } from "./read-upload";
import { validate } from "./validate";

type Question = {
  userId: string;
  query: z.infer<typeof importQuery>;
  request: Request;
  isStillSignedIn: () => Promise<boolean>;
};

/**
 * Takes an import as it comes: the file as the body, in a form, or sent before; answered by what it would make, by what it
 * made, or by a job to follow. The right is asked before the body is read.
 */
export async function receiveImport(question: Question): Promise<Response> {
  const { userId, query, request, isStillSignedIn } = question;
  const inQuery = query.options === undefined ? null : readOptions(query.options);
  await requireImportRight(userId, inQuery?.teamId);
  const { file, options, isOwn } = await receiveFile(question, inQuery);
  const wanted: ImportRequest = { userId, file, format: query.format, options, isStillSignedIn };
  let isUsedLater = false;
  try {
    await requireImportRight(userId, options.teamId);
    if (query.dryRun)
      return Response.json(await previewKeptFile(wanted, request.signal), { headers: noStore });
    const isFollowed = query.async || /\brespond-async\b/i.test(request.headers.get("prefer") ?? "");
    const { response, isRepeat } = await runOnce(wanted, request, isFollowed);
    isUsedLater = isFollowed && !isRepeat;
    return response;
  } finally {
    // A file that came with the request is nobody's afterwards.
    if (isOwn && !isUsedLater) await removeImportFile(userId, file.id).catch(ignoreGone);
  }
}

const noStore = { "Cache-Control": "no-store" };

function ignoreGone(error: unknown): void {
  if (!(error instanceof DomainError && error.code === "not-found")) throw error;
}

async function receiveFile({ userId, query, request }: Question, inQuery: ImportOptions | null) {
  if (query.file !== undefined) {
    const file = await requireImportFile(userId, query.file);
    const { text, value } = await readJson(request, mostOptionBytes);
    const options = text === "" ? (inQuery ?? {}) : validate(importOptions, value);
    return { file, options, isOwn: false };
  }
  const { kept, options } = await receiveUpload(userId, request);
  try {
    return { file: kept, options: options ? readOptions(options) : (inQuery ?? {}), isOwn: true };
  } catch (error) {
    await removeImportFile(userId, kept.id);
    throw error;
  }
}

/** Keeps the file of a request; with `name` from the address unless the form says one. */
export function receiveUpload(userId: string, request: Request, name: string | null = null) {
  return readUpload(request, {
    keep: (incoming: IncomingFile) => keepImportFile(userId, { ...incoming, name: incoming.name ?? name }),
    undo: (kept) => removeImportFile(userId, kept.id),
  });
}

function readOptions(text: string): ImportOptions {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new DomainError("invalid", { errors: [{ path: "options", message: "Not valid JSON." }] });
  }
  return validate(importOptions, value);
}

/** Imports once per Idempotency-Key: a repeat gets the first one's answer, or waits for it. */
async function runOnce(
  wanted: ImportRequest,
  request: Request,
  isFollowed: boolean,
): Promise<{ response: Response; isRepeat: boolean }> {
  const { userId } = wanted;
  const key = readIdempotencyKey(request);
  const once = key === null ? null : { key, requestHash: hashOf(wanted) };
  const answer = async (id: string, isRepeat: boolean) => ({
    response: isFollowed
      ? startedResponse(id, isRepeat)
      : toImportResponse(await awaitImport(userId, id), isRepeat),
    isRepeat,
  });
  for (;;) {
    const started = await startImport(wanted, once);
    if (started && !isFollowed) await started.ended;
    if (started) return answer(started.id, false);
    const earlier = once && (await findEarlierImport(userId, once, isAnswer));
    if (earlier) return answer(earlier.id, true);
  }
}

function hashOf({ file, format, options }: ImportRequest): string {
  return createHash("sha256")
    .update(file.sha256)
    .update(JSON.stringify([format, options]))
    .digest("hex");
}
