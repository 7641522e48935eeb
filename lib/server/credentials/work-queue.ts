import "server-only";

/**
 * Runs expensive work, such as hashing passwords, a little at a time and in order: its threads are also those of files
 * and name lookups, and strangers can ask for it.
 */
export class WorkQueue {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** `atOnce`: how much of it may run at the same time. */
  constructor(private readonly atOnce: number) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.atOnce) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
