import { rankOf } from "./percentile";

/** A sample of small whole numbers, 0 and up, that comes and goes: how often each of them is there. */
export class CountedSample {
  readonly #counts: number[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(value: number): void {
    while (this.#counts.length <= value) this.#counts.push(0);
    this.#counts[value] = (this.#counts[value] ?? 0) + 1;
    this.#size++;
  }

  /** Takes one of a value away that was added before. */
  remove(value: number): void {
    this.#counts[value] = (this.#counts[value] ?? 0) - 1;
    this.#size--;
  }

  /** Nearest rank, as `percentile` of the sorted sample. Null for an empty sample. */
  percentile(percent: number): number | null {
    if (this.#size === 0) return null;
    const rank = rankOf(this.#size, percent);
    let upTo = 0;
    return this.#counts.findIndex((count) => {
      upTo += count;
      return upTo >= rank;
    });
  }
}
