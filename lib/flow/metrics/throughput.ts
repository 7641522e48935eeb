import {
  type Calendar,
  type DayNumber,
  type DayRange,
  formatDay,
  lengthOf,
  mondayOf,
  parseDay,
} from "../calendar/calendar";
import type { CardMilestones } from "../log/timeline";

export type Throughput = { days: { date: string; count: number }[]; total: number };

/**
 * Cards finished on each day of the range, zeros and both ends included. A reopened card counts once, at its last
 * finish; a card deleted later does not count.
 */
export function countThroughput(
  calendar: Calendar,
  cards: readonly CardMilestones[],
  range: DayRange,
): Throughput {
  const counts = new Int32Array(lengthOf(range));
  let total = 0;
  for (const { finishedAt } of cards) {
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

export type PeriodUnit = "day" | "week" | "month";

/** A day, a week from Monday or a calendar month; `from` and `to` are its days in the range, both counted. */
export type Period = {
  /** Its first day, whether that is in the range or not. */
  date: string;
  from: string;
  to: string;
  count: number;
  /** False where the range begins or ends within it. */
  isWhole: boolean;
};

function spanOf(day: DayNumber, unit: PeriodUnit): DayRange {
  if (unit === "day") return { from: day, to: day };
  if (unit === "week") return { from: mondayOf(day), to: mondayOf(day) + 6 };
  const from = parseDay(`${formatDay(day).slice(0, 7)}-01`);
  // No month is longer than 31 days, so the 32nd day from its first is in the next one.
  return { from, to: parseDay(`${formatDay(from + 31).slice(0, 7)}-01`) - 1 };
}

/** The days of a throughput summed into periods; one that is cut by the range counts its days in it. */
export function sumByPeriod(days: Throughput["days"], unit: PeriodUnit): Period[] {
  const periods: Period[] = [];
  for (const { date, count } of days) {
    const day = parseDay(date);
    const span = spanOf(day, unit);
    const last = periods.at(-1);
    if (last && last.date === formatDay(span.from)) {
      last.to = date;
      last.count += count;
    } else periods.push({ date: formatDay(span.from), from: date, to: date, count, isWhole: false });
  }
  return periods.map((period) => {
    const span = spanOf(parseDay(period.from), unit);
    return { ...period, isWhole: parseDay(period.from) === span.from && parseDay(period.to) === span.to };
  });
}
