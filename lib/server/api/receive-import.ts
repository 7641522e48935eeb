import "server-only";
import { createHash } from "node:crypto";
import type { z } from "zod";
import { type ImportOptions, importOptions, type importQuery, maxOptionBytes } from "@/lib/contracts/import";
import { DomainError } from "@/lib/domain/errors";
import { readJson } from "../http/read-body";
import { validate } from "../http/validate";
import { awaitImport, findEarlierImport, type Once } from "../usecases/imports/follow-import";
import { requireImportFile } from "../usecases/imports/get-import-file";
import { type IncomingFile, type KeptFile, keepImportFile } from "../usecases/imports/keep-import-file";
import { previewKeptFile } from "../usecases/imports/preview-kept-file";
import { removeImportFile } from "../usecases/imports/remove-import-file";
import { requireImportPermission } from "../usecases/imports/require-import-permission";
import { startImport } from "../usecases/imports/start-import";
import { readIdempotencyKey } from "./idempotency";
import { isAnswer, startedResponse, toImportResponse } from "./import-answers";
import { readUpload } from "./read-upload";

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
  const { userId, query } = question;
  const inQuery = query.options === undefined ? {} : readOptions(query.options);
  await requireImportPermission(userId, inQuery.teamId);
  return query.file === undefined ? importSent(question, inQuery) : importKept(question, query.file, inQuery);
}

/** The file comes with the request, and is nobody's afterwards unless a job goes on with it. */
async function importSent(question: Question, inQuery: ImportOptions): Promise<Response> {
  const { userId, request, query } = question;
  const { kept: file, options: text } = await receiveUpload(userId, request);
  let isUsedLater = false;
  try {
    const options = text ? readOptions(text) : inQuery;
    await requireImportPermission(userId, options.teamId);
    const once = toOnce(question, [Buffer.from(file.sha256).toString("hex"), query.format, options]);
    const { response, isRepeat } = await work(question, file, options, once);
    isUsedLater = isFollowed(question) && !isRepeat;
    return response;
  } finally {
    if (!isUsedLater) await removeImportFile(userId, file.id).catch(ignoreGone);
  }
}

/** The file was sent before; the body is the options. */
async function importKept(question: Question, fileId: string, inQuery: ImportOptions): Promise<Response> {
  const { userId, request, query } = question;
  const { text, value } = await readJson(request, maxOptionBytes);
  const options = text === "" ? inQuery : validate(importOptions, value);
  await requireImportPermission(userId, options.teamId);
  const once = toOnce(question, [fileId, query.format, options]);
  // The file goes with its import, so that a repeat has to find the first one's answer without it.
  const earlier = once && (await findEarlierImport(userId, once, isAnswer));
  if (earlier) return answerOf(question, earlier.id, true);
  return (await work(question, await requireImportFile(userId, fileId), options, once)).response;
}

function isFollowed({ query, request }: Question): boolean {
  return query.async || /\brespond-async\b/i.test(request.headers.get("prefer") ?? "");
}

function toOnce({ query, request }: Question, wanted: unknown): Once | null {
  const key = query.dryRun ? null : readIdempotencyKey(request);
  const requestHash = createHash("sha256").update(JSON.stringify(wanted)).digest("hex");
  return key === null ? null : { key, requestHash };
}

async function answerOf(question: Question, jobId: string, isRepeat: boolean): Promise<Response> {
  if (isFollowed(question)) return startedResponse(jobId, isRepeat);
  return toImportResponse(await awaitImport(question.userId, jobId), isRepeat);
}

/** Previews, or imports once per Idempotency-Key: a repeat gets the first one's answer, or waits for it. */
async function work(
  question: Question,
  file: KeptFile,
  options: ImportOptions,
  once: Once | null,
): Promise<{ response: Response; isRepeat: boolean }> {
  const { userId, query, request, isStillSignedIn } = question;
  const wanted = { userId, file, format: query.format, options, isStillSignedIn };
  if (query.dryRun) {
    const preview = await previewKeptFile(wanted, request.signal);
    return { response: Response.json(preview, { headers: noStore }), isRepeat: false };
  }
  for (;;) {
    const started = await startImport(wanted, once);
    if (started && !isFollowed(question)) await started.ended;
    if (started) return { response: await answerOf(question, started.id, false), isRepeat: false };
    const earlier = once && (await findEarlierImport(userId, once, isAnswer));
    if (earlier) return { response: await answerOf(question, earlier.id, true), isRepeat: true };
  }
}

const noStore = { "Cache-Control": "no-store" };

function ignoreGone(error: unknown): void {
  if (!(error instanceof DomainError && error.code === "not-found")) throw error;
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
