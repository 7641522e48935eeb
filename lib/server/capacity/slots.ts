import "server-only";
import { DomainError } from "@/lib/domain/errors";

const retryAfterSeconds = 5;

type Max = { ofPerson: number; inAll: number };

/**
 * A limit on how much of one kind of work this process does at once, for one person and in all. There is no queue:
 * whoever comes when it is full is refused and tries again.
 */
export class Slots {
  private readonly taken = new Map<string, number>();
  private all = 0;

  /** `what`: the work in the plural, for the words of a refusal. */
  constructor(
    private readonly what: string,
    private readonly max: Max,
  ) {}

  /** Takes a slot; the returned function gives it back, once. Throws `rate-limited` or `busy`. */
  take(userId: string): () => void {
    const own = this.taken.get(userId) ?? 0;
    if (own >= this.max.ofPerson) {
      throw new DomainError(
        "rate-limited",
        { retryAfterSeconds },
        `${this.max.ofPerson} of your ${this.what} are under way. Wait until one has ended, then try again.`,
      );
    }
    if (this.all >= this.max.inAll) {
      throw new DomainError(
        "busy",
        { retryAfterSeconds },
        `The server has as many ${this.what} under way as it can do at once. Nothing was changed; try again in a moment.`,
      );
    }
    this.taken.set(userId, own + 1);
    this.all += 1;
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      this.all -= 1;
      const left = (this.taken.get(userId) ?? 1) - 1;
      if (left > 0) this.taken.set(userId, left);
      else this.taken.delete(userId);
    };
  }
}
