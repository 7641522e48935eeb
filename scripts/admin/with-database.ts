import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { DomainError } from "@/lib/domain/errors";
import { type OpenOptions, openDatabase } from "../database";
import { say } from "../prepare.mjs";

/** What the connections may take to end once a signal has come; PostgreSQL ends what they still do. */
const closeWithinMs = 2_000;

/**
 * Does something with the database of the installation open, and closes it; a signal ends both in order, and the process
 * with status 1.
 */
export async function withDatabase<T>(
  options: Pick<OpenOptions, "create" | "purpose">,
  work: () => Promise<T>,
): Promise<T> {
  const stopping = new AbortController();
  const stopped = once(stopping.signal, "abort").then(() => Promise.reject(stopping.signal.reason));
  stopped.catch(() => {});
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const)
    process.on(signal, () => stopping.abort(new DomainError("cancelled", {}, `Stopped by ${signal}.`)));
  const database = await openDatabase({ ...options, say, signal: stopping.signal });
  process.env.DATABASE_URL = database.url;
  process.env.NEXTAUTH_SECRET ||= database.authSecret;
  try {
    return await Promise.race([work(), stopped]);
  } finally {
    const { closeDb } = await import("@/lib/server/db/client");
    const closed = closeDb();
    await (stopping.signal.aborted ? Promise.race([closed, pause(closeWithinMs)]) : closed);
    await database.close();
    if (stopping.signal.aborted) {
      say(stopping.signal.reason.message);
      process.exit(1);
    }
  }
}
