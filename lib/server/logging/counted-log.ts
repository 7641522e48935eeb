import "server-only";

type Count<T> = { first: T; count: number };

/** Where lines go, how often, and for how many keys at most; what comes beyond them shares one. */
type CountedLogOptions<T> = {
  write: (key: string, counted: Count<T>) => void;
  everyMs?: number;
  maxKeys?: number;
};

/** Key of everything beyond the keys that are told apart. */
export const otherKeys = "others";

/**
 * A log for events that strangers can cause at will. Equal ones are counted and written as one line a minute, with the
 * first of them, so that neither the log nor the memory grows with them.
 */
export class CountedLog<T> {
  private counts = new Map<string, Count<T>>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly options: CountedLogOptions<T>) {}

  /** Counts one; true for the first of its key in this minute. */
  note(key: string, sample: T): boolean {
    this.timer ??= setTimeout(() => this.tell(), this.options.everyMs ?? 60_000).unref();
    const isKnown = this.counts.has(key) || this.counts.size < (this.options.maxKeys ?? 200);
    const counted = this.counts.get(isKnown ? key : otherKeys);
    if (counted) counted.count += 1;
    else this.counts.set(isKnown ? key : otherKeys, { first: sample, count: 1 });
    return counted === undefined;
  }

  /** Writes what was counted, and begins anew. */
  tell(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const told = this.counts;
    this.counts = new Map();
    for (const [key, counted] of told) this.options.write(key, counted);
  }
}
