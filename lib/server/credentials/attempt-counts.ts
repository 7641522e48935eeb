import "server-only";
import { oncePerProcess } from "../lifecycle/once-per-process";
import { logger } from "../logging/logger";
import { countDown, countUp, removeOldCounts } from "../store/people/attempt-counts";

const windowMs = 15 * 60_000;
const cleaningMs = 60_000;
const patienceMs = 2_000;
const maxKept = 10_000;

/** What the counts are, and whether they are only this process's own, since the shared ones could not be had. */
export type Counted = { counts: ReadonlyMap<string, number>; isOwn: boolean };

/** Counts of one process, for when the database's cannot be had; the oldest go first. */
class OwnCounts {
  private readonly kept = new Map<string, { points: number; endsAtMs: number }>();

  countUp(keys: readonly string[]): Map<string, number> {
    const nowMs = performance.now();
    return new Map(
      keys.map((key) => {
        const before = this.kept.get(key);
        const isOpen = before !== undefined && before.endsAtMs > nowMs;
        const next = {
          points: isOpen ? before.points + 1 : 1,
          endsAtMs: isOpen ? before.endsAtMs : nowMs + windowMs,
        };
        this.kept.delete(key);
        this.kept.set(key, next);
        if (this.kept.size > maxKept) this.kept.delete(this.kept.keys().next().value ?? "");
        return [key, next.points];
      }),
    );
  }

  countDown(keys: readonly string[], points: number): void {
    for (const key of keys) {
      const before = this.kept.get(key);
      if (before) before.points = Math.max(0, before.points - points);
    }
  }
}

const own = oncePerProcess("counts of attempts", () => new OwnCounts());
let nextWarningAtMs = 0;
let cleaning: NodeJS.Timeout | null = null;

/**
 * Counts an attempt under each key, in the database, so that every process counts together. A database that cannot count
 * within two seconds is no verdict on anybody: this process then counts by itself.
 */
export async function countAttempt(keys: readonly string[]): Promise<Counted> {
  try {
    const counted = await inTime(countUp(keys, windowMs));
    cleanLater();
    return { counts: new Map([...counted].map(([key, { points }]) => [key, points])), isOwn: false };
  } catch (error) {
    warn(error);
    return { counts: own.countUp(keys), isOwn: true };
  }
}

/** Gives back what was counted under the keys. */
export async function giveBack(keys: readonly string[], points: number): Promise<void> {
  own.countDown(keys, points);
  await inTime(countDown(keys, points)).catch(warn);
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("Attempts could not be counted in time.")), patienceMs);
  });
  return Promise.race([work, tooLate]).finally(() => clearTimeout(timer));
}

/** Once a minute while there is anything: what has ended is removed then, not kept for whoever asks next. */
function cleanLater(): void {
  if (cleaning) return;
  cleaning = setTimeout(async () => {
    cleaning = null;
    const left = await removeOldCounts().catch(() => 1);
    if (left > 0) cleanLater();
  }, cleaningMs).unref();
}

function warn(error: unknown): void {
  const nowMs = performance.now();
  if (nowMs < nextWarningAtMs) return;
  nextWarningAtMs = nowMs + 60_000;
  logger.error({ err: error }, "attempts cannot be counted in the database; this process counts by itself");
}
