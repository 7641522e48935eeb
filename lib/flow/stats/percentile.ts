/** Room for binary error before rounding up: 0.07 × 100 is 7.000000000000001, and must stay rank 7. */
const binaryError = 1e-9;

/** The rank of a percentile in `n` values, from 1 to n: ⌈percent · n / 100⌉. */
export function rankOf(n: number, percent: number): number {
  return Math.min(Math.max(Math.ceil((percent * n) / 100 - binaryError), 1), n);
}

/**
 * Nearest-rank percentile: the smallest observed value that at least `percent` % of the sample does not exceed,
 * x[⌈percent · n / 100⌉].
 *
 * `sorted` must ascend; it is not checked. `percent` from 0 (exclusive) to 100. Null for an empty sample.
 *
 * @example percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 85) // 9
 */
export function percentile(sorted: ArrayLike<number>, percent: number): number | null {
  if (sorted.length === 0) return null;
  return sorted[rankOf(sorted.length, percent) - 1] ?? null;
}

/** Several nearest-rank percentiles of one sample, by their number: `{"50": …, "85": …}`. `sorted` must ascend. */
export function percentiles(
  sorted: ArrayLike<number>,
  percents: readonly number[],
): Record<string, number | null> {
  return Object.fromEntries(percents.map((percent) => [String(percent), percentile(sorted, percent)]));
}
