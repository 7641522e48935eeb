import type { ImportJobView } from "@/lib/contracts/import";
import { Refused } from "../http/answer-error";

const askAgainMs = 700;
const maxPauseMs = 5_000;

type Follower = {
  /** How it stands now. */
  onJob: (job: ImportJobView) => void;
  /** Why nothing is heard of it, in words; null when it is heard of again. It goes on at the server meanwhile. */
  onTrouble: (words: string | null) => void;
  signal: AbortSignal;
};

type Means = {
  read: (signal: AbortSignal) => Promise<ImportJobView>;
  /** Ends after the time, or earlier when something says that asking may help again. */
  pause: (ms: number, signal: AbortSignal) => Promise<void>;
};

/**
 * Asks how an import stands until it has ended; a lost connection or session is waited out. Throws `Refused` with `not-found`
 * for one that is unknown.
 */
export async function followImport(
  { onJob, onTrouble, signal }: Follower,
  { read, pause }: Means,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      const job = await read(signal);
      if (signal.aborted) return;
      if (failures > 0) onTrouble(null);
      failures = 0;
      onJob(job);
      if (job.finishedAt !== null) return;
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof Refused && error.problem.code === "not-found") throw error;
      failures += 1;
      onTrouble(sayTrouble(error));
    }
    await pause(Math.min(askAgainMs * 2 ** failures, maxPauseMs), signal);
  }
}

function sayTrouble(error: unknown): string {
  if (error instanceof Refused && error.problem.code === "unauthenticated")
    return "You are signed out, which stops the import. Sign in again in another tab to see how it ended.";
  if (error instanceof Refused) return error.message;
  return "The server does not answer. The import goes on there as long as it runs; this page keeps asking.";
}

/** Waits, but no longer than until the page is looked at again or the connection is back. */
export function pauseUntilWoken(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      window.removeEventListener("online", end);
      window.removeEventListener("focus", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
    window.addEventListener("online", end);
    window.addEventListener("focus", end);
  });
}
