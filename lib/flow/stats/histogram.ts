/** How often each whole number occurs, ascending, without the ones that do not. */
export function countEach(sample: Iterable<number>): { value: number; count: number }[] {
  const counts = new Map<number, number>();
  for (const value of sample) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a - b).map(([value, count]) => ({ value, count }));
}
