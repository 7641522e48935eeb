import { type Calendar, createCalendar, type DayNumber, type DayRange } from "../calendar/calendar";
import { type TooFew, tooFewFinished } from "../finished/too-few";
import type { CardMilestones } from "../log/timeline";
import { type DailySample, type Forecast, forecast, tooFewToForecast } from "../metrics/forecast";
import { sampleCycleDays } from "../metrics/service-level";
import { countThroughput } from "../metrics/throughput";
import { ascending } from "../stats/ascending";
import { type Comparison, compareFigure } from "./compare";
import { countFinished, type FinishFigures, finishFigures } from "./key-figures";

/** A board's part in the figures of its team, in its own days. `firstDay`: of its history, null before there is any. */
export type TeamPart = {
  calendar: Calendar;
  cards: readonly CardMilestones[];
  today: DayNumber;
  firstDay: DayNumber | null;
};

/** The last of a number of days up to one, both counted. */
export const lastDays = (today: DayNumber, days: number): DayRange => ({ from: today - days + 1, to: today });

function measureParts(parts: readonly TeamPart[], days: number, daysAgo: number): FinishFigures {
  const cycleDays: number[] = [];
  let throughput = 0;
  for (const { calendar, cards, today } of parts) {
    const range = lastDays(today - daysAgo, days);
    throughput += countFinished(calendar, cards, range);
    for (const known of sampleCycleDays(calendar, cards, range)) cycleDays.push(known);
  }
  return finishFigures(throughput, ascending(cycleDays));
}

/**
 * Throughput and cycle time of all cards that a team's boards finished in the last days, beside the days before: the
 * percentiles are those of the cards together, not means of the boards'. A board whose history does not reach back over
 * all of the days before did nothing then.
 */
export function compareTeam(
  parts: readonly TeamPart[],
  days: number,
): Record<keyof FinishFigures, Comparison> {
  const now = measureParts(parts, days, 0);
  const older = parts.filter(
    ({ today, firstDay }) => firstDay !== null && firstDay <= lastDays(today - days, days).from,
  );
  const before = older.length > 0 ? measureParts(older, days, days) : null;
  const tooFew = tooFewFinished(Math.min(now.throughput, before?.throughput ?? now.throughput));
  const compare = (name: keyof FinishFigures) => compareFigure(now[name], before?.[name] ?? null, tooFew);
  return {
    throughput: compare("throughput"),
    medianDays: compare("medianDays"),
    p85Days: compare("p85Days"),
  };
}

/** Cards that the boards finished together on each of the last days that are over. `today`: of the board furthest on. */
function sampleTeam(parts: readonly TeamPart[], days: number, today: DayNumber): DailySample {
  const together = new Array<number>(days).fill(0);
  let known = 0;
  for (const part of parts) {
    if (part.firstDay === null) continue;
    const from = Math.max(part.firstDay, part.today - days);
    const counts = countThroughput(part.calendar, part.cards, { from, to: part.today - 1 }).days;
    known = Math.max(known, counts.length);
    const shift = days - counts.length;
    counts.forEach(({ count }, index) => {
      together[shift + index] = (together[shift + index] ?? 0) + count;
    });
  }
  return { first: today - known, counts: together.slice(days - known) };
}

/** The calendar by which days are told apart: where the boards count differently, that of weekdays. */
function sharedCalendar(parts: readonly TeamPart[]): Calendar | null {
  const [one, ...others] = parts.map(({ calendar }) => calendar);
  if (!one) return null;
  const counted = JSON.stringify(one.workingDays);
  return others.every(({ workingDays }) => JSON.stringify(workingDays) === counted)
    ? one
    : createCalendar(one.timeZone);
}

/**
 * How many cards a team's boards will finish together in so many days, drawn from the days of `sampleDays` that are
 * over: a day is drawn as a whole, so that boards which are quiet together stay so. Without a forecast, why not.
 */
export function forecastTeam(
  parts: readonly TeamPart[],
  sampleDays: number,
  days: number,
  percents: readonly number[],
  seed: number,
): { forecast: Forecast | null; tooFew: TooFew | null } {
  const today = parts.reduce((max, part) => Math.max(max, part.today), Number.NEGATIVE_INFINITY);
  const sample = sampleTeam(parts, sampleDays, today);
  const calendar = sharedCalendar(parts);
  const drawn = calendar && { days: { calendar, firstDay: today } };
  return {
    forecast: forecast(sample, { mode: "how-many", days }, percents, { seed, ...drawn }),
    tooFew: tooFewToForecast(sample.counts),
  };
}
