import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { type OpenOptions, openDatabase } from "../installation/database";
import { say } from "../project/say.mjs";
import { untilStopped } from "./stopping";

/** What the connections may take to end once a signal has come; PostgreSQL ends what they still do. */
const closeWithinMs = 2_000;

type Options = Pick<OpenOptions, "create" | "purpose" | "inspect">;

/** Lets the server's modules find the database; afterwards everything is as it was, so that it can be looked for again. */
async function withEnvironment<T>(given: Record<string, string>, work: () => Promise<T>): Promise<T> {
  const before = Object.keys(given).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, given);
  try {
    return await work();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/**
 * Does something with the database of the installation open, and closes it; a signal ends both in order, and the process
 * with status 1.
 */
export function withDatabase<T>(options: Options, work: () => Promise<T>): Promise<T> {
  return untilStopped(async (stopping) => {
    const stopped = once(stopping, "abort").then(() => Promise.reject(stopping.reason));
    stopped.catch(() => {});
    const database = await openDatabase({ ...options, say, signal: stopping });
    const given = {
      DATABASE_URL: database.url,
      NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET || database.authSecret,
    };
    try {
      return await withEnvironment(given, () => Promise.race([work(), stopped]));
    } finally {
      const { closeDb } = await import("@/lib/server/db/client");
      const closed = closeDb();
      await (stopping.aborted ? Promise.race([closed, pause(closeWithinMs)]) : closed);
      await database.close();
      if (stopping.aborted) {
        say(stopping.reason.message);
        process.exit(1);
      }
    }
  });
}
