import "server-only";
import { join } from "node:path";
import { MessageChannel } from "node:worker_threads";
import { Piscina } from "piscina";
import { v7 as uuidv7 } from "uuid";
import type { ImportAnswer, ImportPreview } from "@/lib/contracts/import";
import { DomainError } from "@/lib/domain/errors";
import { SlotQueue } from "../capacity/slot-queue";
import { checkTeamForBoard } from "../command/team-for-board";
import { logger } from "../logging/logger";
import { isBoardWritten } from "../store/board/boards";
import type {
  ImportFile,
  ImportProgress,
  WorkerMessage,
  WorkerOutcome,
  WorkerRequest,
  WorkerResult,
  WorkerTask,
} from "./messages";

/**
 * A file to be imported. `signal` ends it: the worker stops and nothing of it stays. `onProgress` is told how far it is,
 * first when a worker takes it up: until then it waits in line.
 */
export type ImportRequest = ImportFile & {
  signal?: AbortSignal;
  onProgress?: (progress: ImportProgress) => void;
};

/** Boards written at once, and previews and demos beside them, which need not wait for a long import; and who waits. */
const places = { long: 2, short: 1 };
const maxWaiting = 50;

/** How long each may take, once begun. */
const maxMs = { preview: 3 * 60_000, import: 30 * 60_000, demo: 3 * 60_000 };

/**
 * What a worker may hold in objects. It stops what is made of many small things; one huge one would end the process, so
 * that whatever a file could make huge is bounded while it is read.
 */
const usualHeapMb = 768;

type Pool = Piscina<WorkerRequest, WorkerOutcome>;

export type Workers = { pool: Pool; long: SlotQueue; short: SlotQueue };

// Kept on globalThis: a reload in development makes the modules anew, and would leak a pool each time.
const kept = globalThis as { sluiceWorkers?: Workers };

/**
 * Worker threads that are begun when there is work, and end a while after. They share the process's environment. The lines
 * are ours: the pool's own is not taken up again when the worker before it was ended.
 */
export function openWorkers(heapMb = usualHeapMb): Workers {
  const pool: Pool = new Piscina({
    filename: join(process.cwd(), "lib/server/import-worker/entry.mjs"),
    minThreads: 0,
    maxThreads: places.long + places.short,
    idleTimeout: 10_000,
    // Requests go first where both want the processor.
    niceIncrement: 10,
    execArgv: ["--conditions=react-server"],
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  pool.on("error", (error) => logger.error({ err: error }, "an idle worker ended"));
  return {
    pool,
    long: new SlotQueue(places.long, maxWaiting),
    short: new SlotQueue(places.short, maxWaiting),
  };
}

/**
 * What an import of the file would make; writes nothing. Reads in a worker, so that nobody else waits.
 *
 * Throws `not-found` or `forbidden` before a byte is read where this person may not make a board, `invalid` in words,
 * `too-large` where the file is more than an import may hold or takes too long, `cancelled`, `busy`.
 */
export async function runPreview({ signal, onProgress, ...file }: ImportRequest): Promise<ImportPreview> {
  await checkTeamForBoard(file.userId, file.options.teamId);
  const result = await runTask({ kind: "preview", ...file }, signal, onProgress);
  if ("preview" in result) return result.preview;
  throw new DomainError("internal");
}

/**
 * Imports the file as a new board with its history, whole or not at all. Reads and writes in a worker, on a connection of
 * its own. The job `jobId` ends with it, in the same transaction.
 *
 * Once the board is written a cancel comes too late, and the answer is the import's. Throws as `runPreview` does.
 */
export async function runImport({
  signal,
  onProgress,
  ...file
}: ImportRequest & { jobId: string }): Promise<ImportAnswer> {
  await checkTeamForBoard(file.userId, file.options.teamId);
  const result = await runTask({ kind: "import", boardId: uuidv7(), ...file }, signal, onProgress);
  if ("answer" in result) return result.answer;
  throw new DomainError("internal");
}

/** Makes a board with a simulated past, as an import does. */
export async function runDemo(userId: string, teamId: string | undefined): Promise<ImportAnswer> {
  await checkTeamForBoard(userId, teamId);
  const result = await runTask({ kind: "demo", boardId: uuidv7(), userId, teamId });
  if ("answer" in result) return result.answer;
  throw new DomainError("internal");
}

async function runTask(
  task: WorkerTask,
  signal?: AbortSignal,
  onProgress?: (progress: ImportProgress) => void,
): Promise<WorkerResult> {
  kept.sluiceWorkers ??= openWorkers();
  const { pool, long, short } = kept.sluiceWorkers;
  const time = new AbortController();
  const either = AbortSignal.any([time.signal, ...(signal ? [signal] : [])]);
  const { port1: port, port2 } = new MessageChannel();
  let timer: NodeJS.Timeout | undefined;
  let written: WorkerResult | null = null;
  let leave = () => {};
  port.on("message", (message: WorkerMessage) => {
    if ("written" in message) written = message.written;
    else onProgress?.(message.progress);
  });
  try {
    leave = await (task.kind === "import" ? long : short).enter(either);
    timer = setTimeout(() => time.abort(), maxMs[task.kind]);
    const outcome = await pool.run({ task, port: port2 }, { transferList: [port2], signal: either });
    if (!("refusal" in outcome)) return outcome;
    const { code, details, message } = outcome.refusal;
    throw new DomainError(code, details, message);
  } catch (error) {
    if (error instanceof DomainError && !either.aborted) throw error;
    // It may have died between its commit and its answer.
    if (task.kind !== "preview" && written && (await isBoardWritten(task.boardId))) return written;
    throw toRefusal(error, signal?.aborted ?? false, time.signal.aborted);
  } finally {
    clearTimeout(timer);
    leave();
    port.close();
  }
}

/** Why a worker did not come to an end, in words. */
function toRefusal(error: unknown, isCancelled: boolean, isTooLong: boolean): DomainError {
  if (isCancelled) return new DomainError("cancelled");
  const split = "Nothing was imported. Split the file, or leave out what is not needed.";
  if (isTooLong) return new DomainError("too-large", {}, `The file takes too long to import. ${split}`);
  if ((error as { code?: unknown }).code === "ERR_WORKER_OUT_OF_MEMORY")
    return new DomainError("too-large", {}, `The file takes more memory than an import may use. ${split}`);
  logger.error({ err: error }, "a worker ended");
  return new DomainError(
    "internal",
    {},
    "The import was stopped by a fault. Nothing was imported; try again.",
  );
}
