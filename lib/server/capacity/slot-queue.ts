import "server-only";
import { DomainError } from "@/lib/domain/errors";

/** A fixed number of slots, given out in order of arrival. Whoever waits may give up. */
export class SlotQueue {
  #free: number;
  readonly #waiting = new Set<() => void>();

  constructor(
    places: number,
    private readonly maxWaiting: number,
  ) {
    this.#free = places;
  }

  /**
   * Waits for a free slot; the returned function gives it back, once. Throws `busy` when too many wait already, and the
   * reason of `signal` when that is aborted.
   */
  async enter(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#free > 0) this.#free--;
    else await this.#wait(signal);
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      this.#leave();
    };
  }

  #wait(signal: AbortSignal): Promise<void> {
    if (this.#waiting.size >= this.maxWaiting)
      throw new DomainError("busy", {}, "Too many files are being imported. Try again in a few minutes.");
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.#waiting.delete(goIn);
        reject(signal.reason);
      };
      const goIn = () => {
        signal.removeEventListener("abort", giveUp);
        resolve();
      };
      signal.addEventListener("abort", giveUp, { once: true });
      this.#waiting.add(goIn);
    });
  }

  /** The slot goes to whoever has waited longest. */
  #leave(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#free++;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}
