import type { FinishedCard } from "./durations";

/** How many of the slowest a thinned picture keeps: those are what it is looked at for. */
export const slowestKept = 500;

/** `count` of more items, at even distances, the first and the last among them. */
function sampleEvenly<T>(items: readonly T[], count: number): T[] {
  const step = (items.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, index) => items[Math.round(index * step)] as T);
}

/**
 * At most `max` of the finished cards, in their order, for a picture that keeps its shape: the 500 that took longest,
 * and an even sample of the others. `max` is above 501.
 */
export function thinOut(items: readonly FinishedCard[], max: number): FinishedCard[] {
  if (items.length <= max) return [...items];
  const byLength = [...items].sort((a, b) => b.elapsedMs - a.elapsedMs);
  const slowest = new Set(byLength.slice(0, slowestKept));
  const others = items.filter((item) => !slowest.has(item));
  const sample = new Set(sampleEvenly(others, max - slowest.size));
  return items.filter((item) => slowest.has(item) || sample.has(item));
}
