import { Refused, Unreachable } from "./answer-error";

const firstPauseMs = 400;
const maxPauseMs = 5_000;
/** An update, with what has to be built and migrated, is over by then. */
const patienceMs = 180_000;
/** What a proxy says while the server behind it is away. */
const awayStatuses = [502, 503, 504];

type PatientOptions = {
  signal?: AbortSignal;
  /** The server knows the request again, so that a lost answer may be asked for once more. */
  isKnownAgain: boolean;
};

/**
 * Sends what a form was filled in for, and sends it again while the server is away, as when it is restarted. How many
 * requests wait is told, for the screen.
 */
export class Patience {
  private waiting = 0;
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly getWaiting = (): number => this.waiting;

  /** One request until it is answered. `sendOnce` is the same request each time. Throws what the last try threw. */
  async deliver<T>(sendOnce: () => Promise<T>, { signal, isKnownAgain }: PatientOptions): Promise<T> {
    const startedAt = performance.now();
    let isInDoubt = false;
    let isTriedAgain = false;
    try {
      for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(maxPauseMs, pauseMs * 2)) {
        try {
          return await sendOnce();
        } catch (error) {
          const prospect = prospectOf(error, isKnownAgain);
          // What was sent before may be at work still: whatever passes is waited out with it.
          const waits: boolean = prospect === "waits" || (isInDoubt && prospect === "once");
          const isOver = waits ? performance.now() - startedAt > patienceMs : isTriedAgain;
          if (signal?.aborted || prospect === "none" || isOver) throw error;
          if (waits && !isInDoubt) this.change(1);
          isInDoubt ||= waits;
          isTriedAgain = true;
          await new Promise((resolve) => setTimeout(resolve, pauseMs * (0.75 + Math.random() / 2)));
        }
      }
    } finally {
      if (isInDoubt) this.change(-1);
    }
  }

  private change(by: number): void {
    this.waiting += by;
    for (const listener of this.listeners) listener();
  }
}

/** Whether another try makes sense: one, any number until the server is back, or none. */
function prospectOf(error: unknown, isKnownAgain: boolean): "once" | "waits" | "none" {
  if (error instanceof Refused) {
    const { code } = error.problem;
    // Said also by a database that was lost while it wrote: what was sent may have been done.
    if (code === "unavailable" || code === "interrupted") return isKnownAgain ? "waits" : "none";
    return code === "busy" ? "once" : "none";
  }
  if (!(error instanceof Unreachable) || !isKnownAgain) return "none";
  return error.status === null || awayStatuses.includes(error.status) ? "waits" : "once";
}

/** The patience of this page. */
export const patience = new Patience();
