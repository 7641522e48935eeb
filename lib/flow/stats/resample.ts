import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Draws from a sample with replacement; the same seed gives the same draws. `sample` must not be empty. */
function drawFrom(sample: readonly number[], seed: number): () => number {
  const generator = xoroshiro128plus(seed);
  const values = Float64Array.from(sample);
  const last = values.length - 1;
  return () => values[uniformInt(generator, 0, last)] ?? 0;
}

/** For each trial, the sum of `draws` values drawn from the sample with replacement; ascending. */
export function resampleSums(
  sample: readonly number[],
  draws: number,
  trials: number,
  seed: number,
): Float64Array {
  const draw = drawFrom(sample, seed);
  const sums = new Float64Array(trials);
  for (let trial = 0; trial < trials; trial++) {
    let sum = 0;
    for (let count = 0; count < draws; count++) sum += draw();
    sums[trial] = sum;
  }
  return sums.sort();
}

/**
 * For each trial, how many values had to be drawn from the sample with replacement until their sum reached `target`;
 * ascending. Infinity for a trial that had not reached it after `most` draws.
 */
export function resampleDraws(
  sample: readonly number[],
  target: number,
  most: number,
  trials: number,
  seed: number,
): Float64Array {
  const draw = drawFrom(sample, seed);
  const counts = new Float64Array(trials);
  for (let trial = 0; trial < trials; trial++) {
    let sum = 0;
    let count = 0;
    while (sum < target && count < most) {
      sum += draw();
      count++;
    }
    counts[trial] = sum < target ? Number.POSITIVE_INFINITY : count;
  }
  return counts.sort();
}
