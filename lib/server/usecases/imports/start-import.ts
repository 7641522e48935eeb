import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { ImportFormat, ImportOptions } from "@/lib/contracts/import";
import { DomainError } from "@/lib/domain/errors";
import { importSlots } from "../../capacity/import-slots";
import { runImport } from "../../import-worker/run-import";
import { oncePerProcess } from "../../lifecycle/once-per-process";
import { logger } from "../../logging/logger";
import { abortWhenRevoked } from "../../realtime/access-watch";
import { type KeptFile, prolongFile } from "../../store/imports/import-files";
import {
  countOpenJobs,
  failJob,
  type ImportRefusal,
  insertJob,
  noteProgress,
  type Once,
} from "../../store/imports/import-jobs";
import { endSilentImports } from "./end-silent-imports";
import { keptForMs } from "./keep-import-file";

const heartbeatMs = 1_000;

/** How many imports one person may have under way, in all processes. */
const maxOpenJobs = 3;

export type ImportRequest = {
  userId: string;
  file: KeptFile;
  format: ImportFormat;
  options: ImportOptions;
  /** Whether the session or token that asked for it is still good: an import that nobody may do any more ends. */
  isStillSignedIn: () => Promise<boolean>;
};

const underWay = oncePerProcess("imports under way", () => new Set<() => Promise<void>>());

/** Ends every import of this process, which is about to end, and records that it was interrupted. */
export async function interruptImports(): Promise<void> {
  await Promise.all([...underWay].map((interrupt) => interrupt()));
}

export type StartedImport = { id: string; ended: Promise<void> };

/**
 * Starts an import that this process goes on with. Null when this person's key was used before. `ended` resolves when
 * the import is done, failed or cancelled, as its row then says; it never rejects. Throws `rate-limited` or `busy`.
 */
export async function startImport(request: ImportRequest, once: Once | null): Promise<StartedImport | null> {
  const { userId, file, format, options } = request;
  const release = importSlots.imports.take(userId);
  try {
    await endSilentImports();
    if ((await countOpenJobs(userId)) >= maxOpenJobs) throw tooManyOpen();
    const id = uuidv7();
    await prolongFile(file.id, keptForMs);
    if (!(await insertJob({ id, userId, fileId: file.id, format, options, once }))) {
      release();
      return null;
    }
    return { id, ended: run(id, request).finally(release) };
  } catch (error) {
    release();
    throw error;
  }
}

function tooManyOpen(): DomainError {
  return new DomainError(
    "rate-limited",
    { retryAfterSeconds: 5 },
    `${maxOpenJobs} of your imports are under way. Wait until one has ended, then try again.`,
  );
}

async function run(id: string, request: ImportRequest): Promise<void> {
  const stop = new AbortController();
  const place = { state: "waiting" as "waiting" | "reading" | "writing", share: 0 };
  const { userId, file, format, options, isStillSignedIn } = request;
  const stopBeating = beat(async () => {
    if (!(await noteProgress(id, place.state, place.share))) stop.abort();
  });
  let stopWatching = () => {};
  let endTurn = () => {};
  const endAs = async (code: "unauthenticated" | "interrupted") => {
    await noteFailure(id, new DomainError(code));
    stop.abort();
  };
  const interrupt = () => endAs("interrupted");
  underWay.add(interrupt);
  try {
    const access = await abortWhenRevoked({ userId, isStillAllowed: isStillSignedIn });
    stopWatching = access.stop;
    access.signal.addEventListener("abort", () => void endAs("unauthenticated"));
    if (access.signal.aborted) await endAs("unauthenticated");
    endTurn = await importSlots.importTurns.take(userId, stop.signal);
    await runImport({
      ...{
        userId,
        format,
        options,
        jobId: id,
        source: { fileId: file.id, size: file.bytes },
        signal: stop.signal,
      },
      onProgress: ({ phase, share }) => Object.assign(place, { state: phase, share }),
    });
  } catch (error) {
    if (!stop.signal.aborted) await noteFailure(id, error);
  } finally {
    underWay.delete(interrupt);
    endTurn();
    stopBeating();
    stopWatching();
  }
}

/** Does something every second, never twice at once, until the returned function is called. */
function beat(work: () => Promise<void>): () => void {
  let isBeating = false;
  const timer = setInterval(() => {
    if (isBeating) return;
    isBeating = true;
    work()
      // A database that misses one heartbeat ends nothing: the next may succeed.
      .catch((error: unknown) => logger.warn({ err: error }, "no sign of life from an import"))
      .finally(() => {
        isBeating = false;
      });
  }, heartbeatMs);
  return () => clearInterval(timer);
}

async function noteFailure(jobId: string, error: unknown): Promise<void> {
  const isExpected = error instanceof DomainError;
  if (isExpected) logger.info({ jobId, code: error.code }, "import refused");
  else logger.error({ jobId, err: error }, "import failed");
  const refusal: ImportRefusal = isExpected
    ? { code: error.code, details: error.details, message: error.hasOwnMessage ? error.message : null }
    : { code: "internal", details: {}, message: null };
  await failJob(jobId, refusal).catch((fault: unknown) =>
    logger.error({ jobId, err: fault }, "the end of an import could not be written"),
  );
}
