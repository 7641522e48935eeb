import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Random numbers that are the same every time for the same seed. */
export type Chance = {
  /** 0 inclusive to 1 exclusive. */
  next(): number;
  /** Whether something of this probability happens. */
  happens(probability: number): boolean;
  /** A whole number of the range, both ends included. */
  whole(from: number, to: number): number;
  pick<T>(list: readonly T[]): T;
  /** Log-normal with this median; `spread` is the standard deviation of its logarithm. Work is like that: mostly small, sometimes very large. */
  effort(median: number, spread: number): number;
  /** How many of a rate's events fall into one unit of time (Poisson). */
  events(rate: number): number;
};

/** A source of chance from a seed. */
export function createChance(seed: number): Chance {
  const generator = xoroshiro128plus(seed);
  const next = () => uniformFloat64(generator);
  return {
    next,
    happens: (probability) => next() < probability,
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick: (list) => {
      const picked = list[Math.floor(next() * list.length)];
      if (picked === undefined) throw new RangeError("pick requires at least 1 element");
      return picked;
    },
    effort: (median, spread) => {
      // Box and Muller's way from uniform to normal.
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
      return median * Math.exp(spread * normal);
    },
    events: (rate) => {
      const floor = Math.exp(-rate);
      let count = 0;
      for (let product = next(); product > floor; product *= next()) count++;
      return count;
    },
  };
}
