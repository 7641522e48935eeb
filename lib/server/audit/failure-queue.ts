import "server-only";

/** How many different failures may wait to be written; any others are counted together. */
const maxWaiting = 500;

type Waiting<F> = { failure: F; count: number; written: Promise<void>; done: () => void };

/**
 * Writes counted failures one at a time, equal ones together: however many strangers fail at once, they use one
 * connection to the database.
 */
export class FailureQueue<F> {
  private readonly waiting = new Map<string, Waiting<F>>();
  private isWriting = false;

  /** `write` must not throw. `others`: what a failure is counted as when too many wait. */
  constructor(
    private readonly write: (failure: F, count: number) => Promise<void>,
    private readonly others: (failure: F) => F,
  ) {}

  /** Resolves when it is written. */
  add(failure: F): Promise<void> {
    const key = JSON.stringify(failure);
    const alike = this.waiting.get(key);
    if (alike) {
      alike.count++;
      return alike.written;
    }
    const rest = this.others(failure);
    if (this.waiting.size >= maxWaiting && JSON.stringify(rest) !== key) return this.add(rest);
    let done = () => {};
    const written = new Promise<void>((resolve) => {
      done = resolve;
    });
    this.waiting.set(key, { failure, count: 1, written, done });
    void this.writeAll();
    return written;
  }

  private async writeAll(): Promise<void> {
    if (this.isWriting) return;
    this.isWriting = true;
    // Goes on over what is added meanwhile.
    for (const [key, { failure, count, done }] of this.waiting) {
      this.waiting.delete(key);
      await this.write(failure, count);
      done();
    }
    this.isWriting = false;
  }
}
