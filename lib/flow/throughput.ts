import { type Calendar, type DayRange, lengthOf } from "./calendar";
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
