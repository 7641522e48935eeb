import { isPassing, Refused } from "../http/answer-error";

/** Why what was done has not been saved yet; null while all goes well. */
export type Trouble = "unreachable" | "signed-out" | "other-person" | null;
export type OutboxState = {
  /** Writes that the server has not acknowledged. */
  count: number;
  /** Whether this takes longer than it should, so that people must be told. */
  isStuck: boolean;
  trouble: Trouble;
};

/** Somebody took back what had not been saved. */
export class TakenBack extends Error {}

const stuckAfterMs = 1_500;
const firstDelayMs = 500;
const maxDelayMs = 10_000;
/** The server knows a request again for a day. */
const giveUpAfterMs = 20 * 3_600_000;
const calm: OutboxState = { count: 0, isStuck: false, trouble: null };

/**
 * What one screen has yet to save: writes leave in their order, one at a time, and one that got no answer is sent again,
 * as the same request, until the server has answered or the person takes it back.
 */
export class Outbox {
  private state = calm;
  private readonly listeners = new Set<() => void>();
  private lastSent: Promise<unknown> = Promise.resolve();
  private stuckTimer: ReturnType<typeof setTimeout> | undefined;
  private wakeUp: (() => void) | null = null;
  private batch = new AbortController();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly getState = (): OutboxState => this.state;

  /** Called when a request did not get through: the live connection is then in doubt too. */
  onTrouble: () => void = () => undefined;

  /** Does the work after everything that was handed over before. */
  inOrder<T>(work: () => Promise<T>): Promise<T> {
    const { signal } = this.batch;
    this.change({ count: this.state.count + 1 });
    this.stuckTimer ??= setTimeout(() => this.change({ isStuck: true }), stuckAfterMs);
    const sent = this.lastSent
      .then(() => (signal.aborted ? Promise.reject(new TakenBack()) : work()))
      .finally(() => this.finishOne());
    this.lastSent = sent.catch(() => undefined);
    return sent;
  }

  /** Sends one request, again and again while there is no answer. `sendOnce` is the same request each time. */
  readonly deliver = async <T>(sendOnce: () => Promise<T>): Promise<T> => {
    const { signal } = this.batch;
    const startedAt = Date.now();
    for (let delayMs = firstDelayMs; ; delayMs = Math.min(maxDelayMs, delayMs * 2)) {
      try {
        const answer = await abortable(sendOnce(), signal);
        if (this.state.trouble) this.change({ trouble: null });
        return answer;
      } catch (error) {
        const trouble = troubleOf(error);
        if (!trouble || Date.now() - startedAt > giveUpAfterMs) throw error;
        this.change({ trouble, isStuck: true });
        this.onTrouble();
        await this.pause(trouble === "unreachable" ? delayMs * (0.5 + Math.random()) : null, signal);
      }
    }
  };

  /** Tries again at once what waits for its next try. */
  readonly retry = (): void => {
    this.wakeUp?.();
  };

  /** Gives up everything that has not been acknowledged. What the server did all the same comes back by the live connection. */
  takeBack(): void {
    const { batch } = this;
    this.batch = new AbortController();
    batch.abort();
  }

  /** `ms`: null waits until somebody says that it is worth another try. */
  private pause(ms: number | null, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = ms === null ? undefined : setTimeout(() => this.wakeUp?.(), ms);
      const giveUp = () => {
        clearTimeout(timer);
        reject(new TakenBack());
      };
      if (signal.aborted) return giveUp();
      signal.addEventListener("abort", giveUp, { once: true });
      this.wakeUp = () => {
        this.wakeUp = null;
        clearTimeout(timer);
        signal.removeEventListener("abort", giveUp);
        resolve();
      };
    });
  }

  private finishOne(): void {
    const count = this.state.count - 1;
    clearTimeout(this.stuckTimer);
    this.stuckTimer = undefined;
    this.change(count === 0 ? calm : { count });
    if (count > 0 && !this.state.isStuck) {
      this.stuckTimer = setTimeout(() => this.change({ isStuck: true }), stuckAfterMs);
    }
  }

  private change(part: Partial<OutboxState>): void {
    this.state = { ...this.state, ...part };
    for (const listener of this.listeners) listener();
  }
}

function troubleOf(error: unknown): Trouble {
  if (isPassing(error)) return "unreachable";
  if (!(error instanceof Refused)) return null;
  const { code } = error.problem;
  if (code === "unauthenticated") return "signed-out";
  return code === "other-person" ? "other-person" : null;
}

function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new TakenBack());
    if (signal.aborted) return giveUp();
    signal.addEventListener("abort", giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", giveUp));
  });
}
