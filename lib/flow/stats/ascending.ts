/** The sample in ascending order, as a new array. */
export function ascending(sample: Iterable<number>): Float64Array {
  return Float64Array.from(sample).sort();
}
