import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Where values are drawn from: draw `n`, from 0 on, takes one of the values of `samples[kindOf(n)]`. None is empty. */
export type Pools = { samples: readonly (readonly number[])[]; kindOf(draw: number): number };

/** Draws with replacement; the same seed gives the same draws. The argument counts the draws of a trial. */
function drawFrom({ samples, kindOf }: Pools, max: number, seed: number): (place: number) => number {
  const generator = xoroshiro128plus(seed);
  const pools = samples.map((sample) => Float64Array.from(sample));
  const poolAt = Array.from({ length: max }, (_, place) => pools[kindOf(place)] ?? new Float64Array(1));
  return (place) => {
    const pool = poolAt[place] ?? new Float64Array(1);
    return pool[uniformInt(generator, 0, pool.length - 1)] ?? 0;
  };
}

/** For each trial, the sum of `draws` values drawn with replacement; ascending. */
export function resampleSums(pools: Pools, draws: number, trials: number, seed: number): Float64Array {
  const draw = drawFrom(pools, draws, seed);
  const sums = new Float64Array(trials);
  for (let trial = 0; trial < trials; trial++) {
    let sum = 0;
    for (let place = 0; place < draws; place++) sum += draw(place);
    sums[trial] = sum;
  }
  return sums.sort();
}

/**
 * For each trial, how many values had to be drawn with replacement until their sum reached `target`; ascending. Infinity
 * for a trial that had not reached it after `max` draws.
 */
export function resampleDraws(
  pools: Pools,
  target: number,
  max: number,
  trials: number,
  seed: number,
): Float64Array {
  const draw = drawFrom(pools, max, seed);
  const counts = new Float64Array(trials);
  for (let trial = 0; trial < trials; trial++) {
    let sum = 0;
    let count = 0;
    while (sum < target && count < max) {
      sum += draw(count);
      count++;
    }
    counts[trial] = sum < target ? Number.POSITIVE_INFINITY : count;
  }
  return counts.sort();
}
