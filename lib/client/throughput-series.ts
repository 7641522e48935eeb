import type { ThroughputAnswer } from "@/lib/contracts/metrics";
import { parseDay } from "@/lib/flow/calendar";
import { mean } from "@/lib/flow/stats/mean";
import { type Period, type PeriodUnit, sumByPeriod } from "@/lib/flow/throughput";

/** Days up to which a range is shown by the day, and by the week; longer ones by the month. */
const mostDays = 60;
const mostDaysOfWeeks = 550;

/** The unit in which a range of so many days is shown when none is chosen. */
export function usualUnit(days: number): PeriodUnit {
  if (days <= mostDays) return "day";
  return days <= mostDaysOfWeeks ? "week" : "month";
}

/** Finished cards per period, and the mean of the periods that the range does not cut; of all where it cuts each. */
export function buildRun(days: ThroughputAnswer["days"], unit: PeriodUnit): { run: Period[]; mean: number } {
  const run = sumByPeriod(days, unit);
  const whole = run.filter(({ isWhole }) => isWhole);
  return { run, mean: mean((whole.length > 0 ? whole : run).map(({ count }) => count)) ?? 0 };
}

/**
 * What an earlier range of the same length had in each period of a run, day for day: its first days beside the first
 * days of the run.
 */
export function countEarlier(run: readonly Period[], earlier: ThroughputAnswer["days"]): number[] {
  let next = 0;
  return run.map(({ from, to }) => {
    const first = next;
    next += parseDay(to) - parseDay(from) + 1;
    return earlier.slice(first, next).reduce((sum, { count }) => sum + count, 0);
  });
}

/** On how many days so many cards were finished, from 0 to the most, without gaps; the days themselves beside it. */
export function countDays(days: ThroughputAnswer["days"]): { finished: number; days: string[] }[] {
  const most = days.reduce((highest, { count }) => Math.max(highest, count), 0);
  const bars = Array.from({ length: most + 1 }, (_, finished) => ({ finished, days: [] as string[] }));
  for (const { date, count } of days) bars[count]?.days.push(date);
  return bars;
}

/** What to see in the days by what was finished on them. */
export function countDaysSentence(days: ThroughputAnswer["days"]): string {
  const bars = countDays(days);
  const idle = bars[0]?.days.length ?? 0;
  const most = bars.at(-1);
  if (!most || most.finished === 0) return "No card was finished on any of these days.";
  return `Nothing was finished on ${idle} of ${days.length} days; at most ${most.finished} on one day.`;
}
