import type { FinishedCard } from "./durations";

/** How many of the slowest a thinned picture keeps: those are what it is looked at for. */
export const slowestKept = 500;

/** At most `most` items, at even distances, the first and the last among them. */
function sampleEvenly<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items];
  const step = (items.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => items[Math.round(index * step)] as T);
}

/**
 * At most `most` of the finished cards, in their order, for a picture that keeps its shape: the 500 that took longest,
 * and an even sample of the others. `most` is above 501.
 */
export function thinOut(items: readonly FinishedCard[], most: number): FinishedCard[] {
  if (items.length <= most) return [...items];
  const byLength = [...items].sort((a, b) => b.elapsedMs - a.elapsedMs);
  const slowest = new Set(byLength.slice(0, slowestKept));
  const others = items.filter((item) => !slowest.has(item));
  const sample = new Set(sampleEvenly(others, most - slowest.size));
  return items.filter((item) => slowest.has(item) || sample.has(item));
}
