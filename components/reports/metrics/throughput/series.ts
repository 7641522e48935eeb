import type { ThroughputAnswer } from "@/lib/contracts/metrics/throughput";
import { parseDay } from "@/lib/flow/calendar/calendar";
import { type Period, type PeriodUnit, sumByPeriod } from "@/lib/flow/metrics/throughput";
import { mean } from "@/lib/flow/stats/mean";

/** Days up to which a range is shown by the day, and by the week; longer ones by the month. */
const maxDays = 60;
const maxDaysOfWeeks = 550;

/** The unit in which a range of so many days is shown when none is chosen. */
export function usualUnit(days: number): PeriodUnit {
  if (days <= maxDays) return "day";
  return days <= maxDaysOfWeeks ? "week" : "month";
}

/** `before`: what the period before had in the same place; undefined where it is not shown. */
export type RunPeriod = Period & { before: number | undefined };

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

/** A bar of a histogram of days: those on which `from` to `to` cards were finished, both counted. */
export type DaysBar = { from: number; to: number; name: string; days: number };

/** Bars above which neighbouring numbers of cards share one. */
const maxBars = 40;

/**
 * On how many days so many cards were finished, from 0 to the most, without gaps. A day without a finish has a bar of
 * its own; the others are of one width.
 */
export function countDays(days: ThroughputAnswer["days"]): DaysBar[] {
  const max = maxOf(days);
  const width = Math.max(1, Math.ceil(max / maxBars));
  const bars = Array.from({ length: Math.ceil(max / width) + 1 }, (_, index): DaysBar => {
    const to = index * width;
    const from = index === 0 ? 0 : to - width + 1;
    return { from, to, name: from === to ? String(to) : `${from} to ${to}`, days: 0 };
  });
  for (const { count } of days) {
    const bar = bars[Math.ceil(count / width)];
    if (bar) bar.days++;
  }
  return bars;
}

const maxOf = (days: ThroughputAnswer["days"]) =>
  days.reduce((highest, { count }) => Math.max(highest, count), 0);
