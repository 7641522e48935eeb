import "server-only";

/**
 * Lets each person do one piece of work at a time, in the order in which they asked: whoever starts many delays only
 * themselves.
 */
export class Turns {
  private readonly last = new Map<string, Promise<void>>();

  /**
   * Waits for this person's turn; the returned function ends it. Throws what `signal` says when it is aborted before that,
   * and gives the turn up.
   */
  async take(userId: string, signal: AbortSignal): Promise<() => void> {
    const before = this.last.get(userId) ?? Promise.resolve();
    let end = () => {};
    const own = new Promise<void>((resolve) => {
      end = resolve;
    });
    const ended = before.then(() => own);
    this.last.set(userId, ended);
    void ended.then(() => {
      if (this.last.get(userId) === ended) this.last.delete(userId);
    });
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
    try {
      signal.throwIfAborted();
      await Promise.race([before, aborted]);
      return end;
    } catch (error) {
      end();
      throw error;
    }
  }
}
