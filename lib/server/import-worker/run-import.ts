import "server-only";
import { join } from "node:path";
import { MessageChannel } from "node:worker_threads";
import { Piscina } from "piscina";
import { v7 as uuidv7 } from "uuid";
import type { ImportAnswer, ImportFormat, ImportOptions, ImportPreview } from "@/lib/contracts/import";
import { DomainError } from "@/lib/domain/errors";
import { isBoardWritten } from "../store/boards";
import { checkTeamForBoard } from "../usecases/require-team-for-board";
import type { ImportMessage, ImportOutcome, ImportProgress, ImportSource, ImportTask } from "./messages";

/**
 * A file to be imported. `signal` ends it: the worker stops and nothing of it stays. `onProgress` is told how far it is,
 * first when a worker takes it up: until then it waits in line.
 */
export type ImportRequest = {
  userId: string;
  source: ImportSource;
  format: ImportFormat;
  options: ImportOptions;
  signal?: AbortSignal;
  onProgress?: (progress: ImportProgress) => void;
};

/** Files read at once, and files that wait for it. */
const threads = 2;
const mostWaiting = 100;

/** How long the two may take, once begun. */
const previewMs = 3 * 60_000;
const importMs = 30 * 60_000;

/**
 * What a worker may hold in objects. It stops what is made of many small things; one huge one would end the process, so
 * that whatever a file could make huge is bounded while it is read.
 */
const heapMb = 768;

// Kept on globalThis: a reload in development makes the modules anew, and would leak a pool each time.
const kept = globalThis as { sluiceImportPool?: Piscina<ImportTask, ImportOutcome> };

function pool(): Piscina<ImportTask, ImportOutcome> {
  kept.sluiceImportPool ??= new Piscina({
    filename: join(process.cwd(), "lib/server/import-worker/entry.mjs"),
    minThreads: 0,
    maxThreads: threads,
    maxQueue: mostWaiting,
    idleTimeout: 10_000,
    // Requests go first where both want the processor.
    niceIncrement: 10,
    execArgv: ["--conditions=react-server"],
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  return kept.sluiceImportPool;
}

/**
 * What an import of the file would make; writes nothing. Reads in a worker, so that nobody else waits.
 *
 * Throws `not-found` or `forbidden` before a byte is read where this person may not make a board, `invalid` in words,
 * `too-large` where the file is more than an import may hold or takes too long, `cancelled`, `busy`.
 */
export async function runPreview(request: ImportRequest): Promise<ImportPreview> {
  await checkTeamForBoard(request.userId, request.options.teamId);
  const outcome = await runTask(request, null, previewMs);
  if (outcome !== null && "preview" in outcome) return outcome.preview;
  throw new DomainError("internal");
}

/**
 * Imports the file as a new board with its history, whole or not at all. Reads and writes in a worker, on a connection of
 * its own. The job `jobId` ends with it, in the same transaction.
 *
 * Once the board is written a cancel comes too late, and the answer is the import's. Throws as `runPreview` does.
 */
export async function runImport(request: ImportRequest & { jobId: string }): Promise<ImportAnswer> {
  await checkTeamForBoard(request.userId, request.options.teamId);
  const outcome = await runTask(request, { boardId: uuidv7(), jobId: request.jobId }, importMs);
  if (outcome !== null && "answer" in outcome) return outcome.answer;
  throw new DomainError("internal");
}

const tooLong = Symbol("too long");

async function runTask(
  { userId, source, format, options, signal, onProgress }: ImportRequest,
  made: ImportTask["made"],
  mostMs: number,
): Promise<ImportOutcome> {
  const { port1: port, port2 } = new MessageChannel();
  const time = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let announced: ImportAnswer | null = null;
  port.on("message", (message: ImportMessage) => {
    timer ??= setTimeout(() => time.abort(tooLong), mostMs);
    if ("answer" in message) announced = message.answer;
    else onProgress?.(message.progress);
  });
  try {
    const outcome = await pool().run(
      { userId, source, format, options, made, port: port2 },
      { transferList: [port2], signal: AbortSignal.any([time.signal, ...(signal ? [signal] : [])]) },
    );
    if ("refusal" in outcome) {
      const { code, details, message } = outcome.refusal;
      throw new DomainError(code, details, message);
    }
    return outcome;
  } catch (error) {
    if (error instanceof DomainError) throw error;
    // It may have died between its commit and its answer.
    if (made && announced && (await isBoardWritten(made.boardId))) return { answer: announced };
    throw toRefusal(error, signal?.aborted ?? false, time.signal.aborted);
  } finally {
    clearTimeout(timer);
    port.close();
  }
}

/** Why a worker did not come to an end, in words; anything else as it is. */
function toRefusal(error: unknown, isCancelled: boolean, isTooLong: boolean): unknown {
  if (isCancelled) return new DomainError("cancelled");
  const split = "Nothing was imported. Split the file, or leave out what is not needed.";
  if (isTooLong) return new DomainError("too-large", {}, `The file takes too long to import. ${split}`);
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (code === "ERR_WORKER_OUT_OF_MEMORY")
    return new DomainError("too-large", {}, `The file takes more memory than an import may use. ${split}`);
  if (message === "Task queue is at limit")
    return new DomainError("busy", {}, "Too many files are being imported. Try again in a few minutes.");
  return error;
}
