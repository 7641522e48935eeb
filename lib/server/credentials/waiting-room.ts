import "server-only";
import { DomainError } from "@/lib/domain/errors";

/**
 * What an attempt counts under while it is under way, and how many may be at once. `isForAll`: the room as a whole, whose
 * being full is nobody's own doing.
 */
export type Seat = { key: string; max: number; isForAll?: boolean };

/**
 * Where slowed-down attempts wait. The number that wait under one key is limited, so that somebody with few attempts
 * waits shortly and a flood is refused; so is the number in all.
 */
export class WaitingRoom {
  private readonly taken = new Map<string, number>();

  /**
   * Takes the seats, waits, and does the work. Throws `rate-limited` where somebody's own seats are taken and `busy` where
   * all are, with the seconds after which one may be free.
   */
  async within<T>(seats: readonly Seat[], waitMs: number, work: () => Promise<T>): Promise<T> {
    const full = seats.find(({ key, max }) => (this.taken.get(key) ?? 0) >= max);
    if (full) throw tooMany(full.isForAll ?? false, Math.max(1, Math.ceil(waitMs / 1_000)));
    for (const { key } of seats) this.taken.set(key, (this.taken.get(key) ?? 0) + 1);
    try {
      if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
      return await work();
    } finally {
      for (const { key } of seats) this.leave(key);
    }
  }

  private leave(key: string): void {
    const left = (this.taken.get(key) ?? 1) - 1;
    if (left > 0) this.taken.set(key, left);
    else this.taken.delete(key);
  }
}

function tooMany(isForAll: boolean, retryAfterSeconds: number): DomainError {
  const wait = retryAfterSeconds === 1 ? "a second" : `${retryAfterSeconds} seconds`;
  return isForAll
    ? new DomainError(
        "busy",
        { retryAfterSeconds },
        `Too many people try at once. Wait ${wait}, then try again.`,
      )
    : new DomainError(
        "rate-limited",
        { retryAfterSeconds },
        `Too many tries at once. Wait ${wait}, then try again.`,
      );
}
