import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { say } from "./project/say.mjs";

const everyMs = 1_000;

/** A database that is lost more often than this is not brought back by another start. */
const maxLosses = { count: 5, withinMs: 60_000 };

/** A server that may be lost, and how it is brought back. */
export type Supervised = {
  isAlive: () => boolean;
  restart: () => Promise<unknown>;
  /** Why it is gone, as far as is known: its own last words. */
  lastWords: () => Promise<string>;
};

/** Whether a server that was lost at these instants, the newest last, in milliseconds, has been lost too often. */
export function isLostTooOften(lostAt: readonly number[]): boolean {
  const { count, withinMs } = maxLosses;
  const newest = lostAt.at(-1) ?? 0;
  return lostAt.filter((at) => newest - at < withinMs).length > count;
}

/**
 * Brings a lost server back, again and again; `fail` is told in words when that cannot be done. The returned function ends
 * it, and resolves when no start is under way any more.
 */
export function supervise(server: Supervised, fail: (error: Error) => void): () => Promise<void> {
  const ending = new AbortController();
  const watching = watch(server, ending.signal).catch((error) => {
    if (!ending.signal.aborted) fail(error);
  });
  return async () => {
    ending.abort();
    await watching;
  };
}

async function watch(server: Supervised, ending: AbortSignal): Promise<void> {
  const lostAt: number[] = [];
  for (;;) {
    await pause(everyMs, undefined, { signal: ending, ref: false });
    if (server.isAlive()) continue;
    const words = await server.lastWords();
    lostAt.push(performance.now());
    if (isLostTooOften(lostAt))
      throw new Error(`PostgreSQL ends again and again. The end of its log:\n${words}`);
    say(`  ! PostgreSQL is gone; starting it again. The end of its log:\n${words}`);
    await server.restart();
    say("  ✓ PostgreSQL is back");
  }
}

/** The last lines of PostgreSQL's log, without its passing remarks on checkpoints. */
export async function readLastWords(log: string): Promise<string> {
  const lines = (await readFile(log, "utf8").catch(() => "")).trimEnd().split("\n");
  return lines
    .filter((line) => !/ LOG: {2}checkpoint /.test(line))
    .slice(-6)
    .map((line) => `      ${line}`)
    .join("\n");
}
