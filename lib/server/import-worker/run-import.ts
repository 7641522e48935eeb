import "server-only";
import { join } from "node:path";
import { MessageChannel } from "node:worker_threads";
import { Piscina } from "piscina";
import { v7 as uuidv7 } from "uuid";
import type { ImportAnswer, ImportPreview } from "@/lib/contracts/import";
import { DomainError } from "@/lib/domain/errors";
import { SlotQueue } from "../capacity/slot-queue";
import { checkTeamForBoard } from "../command/team-for-board";
import { oncePerProcess } from "../lifecycle/once-per-process";
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
 * A file to import. Aborting `signal` stops the worker, and nothing of the import stays. `onProgress` is called first
 * when a worker takes the file; until then it waits for a free one.
 */
export type ImportRequest = ImportFile & {
  signal?: AbortSignal;
  onProgress?: (progress: ImportProgress) => void;
};

/** How many boards are written at once, how many previews and demos run beside them, and how many may wait. */
const places = { long: 2, short: 1 };
const maxWaiting = 50;

/** How long each may take once it has begun. */
const maxMs = { preview: 3 * 60_000, import: 30 * 60_000, demo: 3 * 60_000 };

/**
 * Memory for objects of one worker. It stops a file that makes very many small ones. A single huge one would end the
 * process, so readers bound those themselves.
 */
const usualHeapMb = 768;

type Pool = Piscina<WorkerRequest, WorkerOutcome>;

export type Workers = { pool: Pool; long: SlotQueue; short: SlotQueue };

const kept = oncePerProcess<{ workers: Workers | null }>("import workers", () => ({ workers: null }));

/**
 * Worker threads that are started when there is work and end some time later. We keep the queue ourselves: after a
 * worker is stopped, the pool does not continue its own. Workers see the process's environment.
 */
export function openWorkers(heapMb = usualHeapMb): Workers {
  const pool: Pool = new Piscina({
    filename: join(process.cwd(), "lib/server/import-worker/entry.mjs"),
    minThreads: 0,
    maxThreads: places.long + places.short,
    idleTimeout: 10_000,
    // Lower priority than the process that answers requests.
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
 * What an import of this file would create. Writes nothing. Runs in a worker thread. Throws `not-found` or `forbidden`
 * before reading if this person may not create a board there; `invalid` with an explanation; `too-large` for more than
 * an import may hold or if it takes too long; `cancelled`; `busy`.
 */
export async function runPreview({ signal, onProgress, ...file }: ImportRequest): Promise<ImportPreview> {
  await checkTeamForBoard(file.userId, file.options.teamId);
  const result = await runTask({ kind: "preview", ...file }, signal, onProgress);
  if ("preview" in result) return result.preview;
  throw new DomainError("internal");
}

/**
 * Imports the file as a new board with its history, all of it or nothing. Runs in a worker thread, on its own
 * connection. The job `jobId` is finished in the same transaction. Once the board is written, cancelling has no effect.
 * Throws what `runPreview` throws.
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
  kept.workers ??= openWorkers();
  const { pool, long, short } = kept.workers;
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
    // The worker may have died after its commit and before its answer.
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
