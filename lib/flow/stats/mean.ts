/** Arithmetic mean; null for an empty sample. */
export function mean(sample: readonly number[]): number | null {
  if (sample.length === 0) return null;
  let sum = 0;
  for (const value of sample) sum += value;
  return sum / sample.length;
}
