import "server-only";
import { createHash } from "node:crypto";
import type { z } from "zod";
import {
  type ImportAnswer,
  type ImportOptions,
  type ImportPreview,
  type importHeaders,
  importOptions,
  type importQuery,
  maxOptionBytes,
  type StartedImport,
} from "@/lib/contracts/import";
import { DomainError, invalidField } from "@/lib/domain/errors";
import { type JsonResponse, jsonResponse } from "../http/json-response";
import { readJson } from "../http/read-body";
import { validate } from "../http/validate";
import { awaitImport, findEarlierImport, type Once } from "../usecases/imports/follow-import";
import { requireImportFile } from "../usecases/imports/get-import-file";
import { type IncomingFile, type KeptFile, keepImportFile } from "../usecases/imports/keep-import-file";
import { previewKeptFile } from "../usecases/imports/preview-kept-file";
import { removeImportFile } from "../usecases/imports/remove-import-file";
import { requireImportPermission } from "../usecases/imports/require-import-permission";
import { startImport } from "../usecases/imports/start-import";
import { isAnswer, startedResponse, toImportResponse } from "./import-answers";
import { readUpload } from "./read-upload";

/** An import as somebody asks for it. */
type ImportRequest = {
  userId: string;
  query: z.infer<typeof importQuery>;
  headers: z.infer<typeof importHeaders>;
  request: Request;
  isStillSignedIn: () => Promise<boolean>;
};

type ImportResponse = JsonResponse<ImportPreview | ImportAnswer | StartedImport>;

/**
 * Takes an import as it comes: the file as the body, in a form, or sent before; answered by what it would make, by what it
 * made, or by a job to follow. The right is asked before the body is read.
 */
export async function receiveImport(asked: ImportRequest): Promise<ImportResponse> {
  const { userId, query } = asked;
  const inQuery = query.options === undefined ? {} : readOptions(query.options);
  await requireImportPermission(userId, inQuery.teamId);
  return query.file === undefined ? importSent(asked, inQuery) : importKept(asked, query.file, inQuery);
}

/** The file comes with the request, and is nobody's afterwards unless a job goes on with it. */
async function importSent(asked: ImportRequest, inQuery: ImportOptions): Promise<ImportResponse> {
  const { userId, request, query } = asked;
  const { kept: file, options: text } = await receiveUpload(userId, request);
  let isUsedLater = false;
  try {
    const options = text ? readOptions(text) : inQuery;
    await requireImportPermission(userId, options.teamId);
    const once = toOnce(asked, [Buffer.from(file.sha256).toString("hex"), query.format, options]);
    const { response, isRepeat } = await work(asked, file, options, once);
    isUsedLater = isFollowed(asked) && !isRepeat;
    return response;
  } finally {
    if (!isUsedLater) await removeImportFile(userId, file.id).catch(ignoreGone);
  }
}

/** The file was sent before; the body is the options. */
async function importKept(
  asked: ImportRequest,
  fileId: string,
  inQuery: ImportOptions,
): Promise<ImportResponse> {
  const { userId, request, query } = asked;
  const { text, value } = await readJson(request, maxOptionBytes);
  const options = text === "" ? inQuery : validate(importOptions, value);
  await requireImportPermission(userId, options.teamId);
  const once = toOnce(asked, [fileId, query.format, options]);
  // The file goes with its import, so that a repeat has to find the first one's answer without it.
  const earlier = once && (await findEarlierImport(userId, once, isAnswer));
  if (earlier) return answerOf(asked, earlier.id, true);
  return (await work(asked, await requireImportFile(userId, fileId), options, once)).response;
}

function isFollowed({ query, headers }: ImportRequest): boolean {
  return query.async || /\brespond-async\b/i.test(headers.Prefer ?? "");
}

function toOnce({ query, headers }: ImportRequest, wanted: unknown): Once | null {
  const key = query.dryRun ? undefined : headers["Idempotency-Key"];
  const requestHash = createHash("sha256").update(JSON.stringify(wanted)).digest("hex");
  return key === undefined ? null : { key, requestHash };
}

async function answerOf(asked: ImportRequest, jobId: string, isRepeat: boolean): Promise<ImportResponse> {
  if (isFollowed(asked)) return startedResponse(jobId, isRepeat);
  return toImportResponse(await awaitImport(asked.userId, jobId), isRepeat);
}

/** Previews, or imports once per Idempotency-Key: a repeat gets the first one's answer, or waits for it. */
async function work(
  asked: ImportRequest,
  file: KeptFile,
  options: ImportOptions,
  once: Once | null,
): Promise<{ response: ImportResponse; isRepeat: boolean }> {
  const { userId, query, request, isStillSignedIn } = asked;
  const wanted = { userId, file, format: query.format, options, isStillSignedIn };
  if (query.dryRun) {
    const preview = await previewKeptFile(wanted, request.signal);
    return { response: jsonResponse(preview, { headers: noStore }), isRepeat: false };
  }
  for (;;) {
    const started = await startImport(wanted, once);
    if (started && !isFollowed(asked)) await started.ended;
    if (started) return { response: await answerOf(asked, started.id, false), isRepeat: false };
    const earlier = once && (await findEarlierImport(userId, once, isAnswer));
    if (earlier) return { response: await answerOf(asked, earlier.id, true), isRepeat: true };
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
    throw invalidField("options", "Not valid JSON.");
  }
  return validate(importOptions, value);
}
