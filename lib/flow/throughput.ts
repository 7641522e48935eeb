import { type Calendar, type DayRange, formatDay, lengthOf, mondayOf, parseDay } from "./calendar";
import type { Timeline } from "./timeline";

export type Throughput = { days: { date: string; count: number }[]; total: number };

/**
 * Cards finished on each day of the range, zeros and both ends included. A reopened card counts once, at its last
 * finish; a card deleted later does not count.
 */
export function countThroughput(
  calendar: Calendar,
  timelines: readonly Timeline[],
  range: DayRange,
): Throughput {
  const counts = new Int32Array(lengthOf(range));
  let total = 0;
  for (const { finishedAt } of timelines) {
    if (finishedAt === null) continue;
    const index = calendar.dayOf(finishedAt) - range.from;
    if (index < 0 || index >= counts.length) continue;
    counts[index] = (counts[index] ?? 0) + 1;
    total++;
  }
  return {
    days: Array.from(counts, (count, index) => ({ date: calendar.toText(range.from + index), count })),
    total,
  };
}

/**
 * The days of a throughput summed into weeks that begin on Monday; a week cut by the range counts its days in it.
 * `date` is the Monday.
 */
export function sumByWeek(days: Throughput["days"]): Throughput["days"] {
  const weeks = new Map<number, number>();
  for (const { date, count } of days) {
    const monday = mondayOf(parseDay(date));
    weeks.set(monday, (weeks.get(monday) ?? 0) + count);
  }
  return [...weeks].map(([monday, count]) => ({ date: formatDay(monday), count }));
}
