import { setTimeout as rest } from "node:timers/promises";

/** What a start works at or waits for. */
export type Progress = {
  /** For people: what, and for how long already. */
  words: string;
  /** Where steps can be counted: this one, from 1 … */
  step?: number;
  /** … of how many. */
  steps?: number;
};

/** Told at once what a start waits for or works at, and every ten seconds again while that goes on. */
export type OnProgress = (progress: Progress) => void;

/** How one waits. */
export type Waiting = {
  onProgress: OnProgress;
  /** Ends the wait: what waits rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
};

/** Waiting that nobody looks at or ends. */
export const unseen: Waiting = { onProgress: () => {} };

/** Waits for a time. Throws the signal's reason when that ends it. */
export async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await rest(ms, undefined, { signal }).catch(() => {});
  signal?.throwIfAborted();
}

const againMs = 10_000;

/** A time in words that round down: "12 s", "3 min 20 s". */
export function inWords(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * A wait that says what it is for: new words at once, the same ones every ten seconds, with how long the wait has taken.
 * To be called each time that it is seen that there is still something to wait for.
 */
export function startWaiting(onProgress: OnProgress, now: () => number = () => performance.now()) {
  const begunAt = now();
  let said: { words: string; at: number } | null = null;
  return (words: string): void => {
    const at = now();
    if (said?.words === words && at - said.at < againMs) return;
    said = { words, at };
    const waitedMs = at - begunAt;
    onProgress({ words: waitedMs < 1_000 ? words : `${words} (for ${inWords(waitedMs)})` });
  };
}

/**
 * Says what is worked at, every ten seconds until the work is done: at once, or with `quietMs` once it has taken that long,
 * so that a row of short steps does not say each.
 */
export async function whileSaying<T>(
  progress: Progress,
  { onProgress, quietMs = 0 }: { onProgress: OnProgress; quietMs?: number },
  work: () => Promise<T>,
): Promise<T> {
  const begunAt = performance.now();
  const say = () => {
    const tookMs = performance.now() - begunAt;
    const words = tookMs < againMs ? progress.words : `${progress.words} (for ${inWords(tookMs)})`;
    onProgress({ ...progress, words });
  };
  const first = quietMs === 0 ? say() : setTimeout(say, quietMs);
  const timer = setInterval(say, againMs);
  try {
    return await work();
  } finally {
    if (first) clearTimeout(first);
    clearInterval(timer);
  }
}
