import { type Calendar, type DayRange, lengthOf } from "../calendar/calendar";
import { CountedSample } from "../stats/counted-sample";
import type { FinishedCard } from "./durations";

/** Days over which the moving median looks back, the day itself counted. */
const medianWindow = 30;

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
  const window = new CountedSample();
  let begin = 0;
  let end = 0;
  return Array.from({ length: lengthOf(range) }, (_, index) => {
    const day = range.from + index;
    for (; end < finishes.length && (finishes[end] ?? day) <= day; end++) window.add(items[end]?.days ?? 0);
    for (; begin < end && (finishes[begin] ?? day) <= day - medianWindow; begin++)
      window.remove(items[begin]?.days ?? 0);
    return { date: calendar.toText(day), days: window.percentile(50), n: window.size };
  });
}
