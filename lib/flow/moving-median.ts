import { type Calendar, type DayRange, lengthOf } from "./calendar";
import type { FinishedCard } from "./cycle-time";
import { ascending } from "./stats/ascending";
import { percentile } from "./stats/percentile";

/** Days over which the moving median looks back, the day itself counted. */
export const medianWindow = 30;

/** `days`: half of the `n` cards finished in the window up to `date` took this many days or less; null for none. */
export type MedianPoint = { date: string; days: number | null; n: number };

/** The first day of finishes that the medians of a range need. */
export function medianRange(range: DayRange): DayRange {
  return { from: range.from - medianWindow + 1, to: range.to };
}

/**
 * For every day of the range, the nearest-rank median of the cards finished on it and the 29 days before. `items` are
 * the cards finished in `medianRange`, in order of their finish.
 */
export function buildMovingMedian(
  calendar: Calendar,
  items: readonly FinishedCard[],
  range: DayRange,
): MedianPoint[] {
  const finishes = items.map(({ finishedAt }) => calendar.dayOf(finishedAt));
  let begin = 0;
  let end = 0;
  return Array.from({ length: lengthOf(range) }, (_, index) => {
    const day = range.from + index;
    while (end < finishes.length && (finishes[end] ?? day) <= day) end++;
    while (begin < end && (finishes[begin] ?? day) <= day - medianWindow) begin++;
    const window = items.slice(begin, end);
    return {
      date: calendar.toText(day),
      days: percentile(ascending(window.map(({ days }) => days)), 50),
      n: window.length,
    };
  });
}
