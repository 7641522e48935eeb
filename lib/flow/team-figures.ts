import type { Calendar, DayNumber, DayRange } from "./calendar";
import { type Comparison, compareFigure } from "./compare";
import { type Forecast, forecast } from "./forecast";
import { type FinishFigures, finishFigures } from "./key-figures";
import { sampleCycleDays } from "./service-level";
import { ascending } from "./stats/ascending";
import { countThroughput } from "./throughput";
import type { CardMarks } from "./timeline";

/** A board's part in the figures of its team, in its own days. `firstDay`: of its history, null before there is any. */
export type TeamPart = {
  calendar: Calendar;
  cards: readonly CardMarks[];
  today: DayNumber;
  firstDay: DayNumber | null;
};

/** The last of a number of days up to one, both counted. */
export const lastDays = (today: DayNumber, days: number): DayRange => ({ from: today - days + 1, to: today });

function measureParts(parts: readonly TeamPart[], days: number, daysAgo: number): FinishFigures {
  const cycleDays = parts.flatMap(({ calendar, cards, today }) => [
    ...sampleCycleDays(calendar, cards, lastDays(today - daysAgo, days)),
  ]);
  return finishFigures(ascending(cycleDays));
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
  const compare = (name: keyof FinishFigures) => compareFigure(now[name], before?.[name] ?? null);
  return {
    throughput: compare("throughput"),
    medianDays: compare("medianDays"),
    p85Days: compare("p85Days"),
  };
}

/** Cards that the boards finished together on each of the last days that are over, oldest first. */
function sampleTeam(parts: readonly TeamPart[], days: number): number[] {
  const together = new Array<number>(days).fill(0);
  let known = 0;
  for (const { calendar, cards, today, firstDay } of parts) {
    if (firstDay === null) continue;
    const from = Math.max(firstDay, today - days);
    const counts = countThroughput(calendar, cards, { from, to: today - 1 }).days;
    known = Math.max(known, counts.length);
    const shift = days - counts.length;
    counts.forEach(({ count }, index) => {
      together[shift + index] = (together[shift + index] ?? 0) + count;
    });
  }
  return together.slice(days - known);
}

/**
 * How many cards a team's boards will finish together in so many days, drawn from the days of `sampleDays` that are
 * over: a day is drawn as a whole, so that boards which are quiet together stay so. Null where that is not enough.
 */
export function forecastTeam(
  parts: readonly TeamPart[],
  sampleDays: number,
  days: number,
  percents: readonly number[],
  seed: number,
): Forecast | null {
  return forecast(sampleTeam(parts, sampleDays), { mode: "how-many", days }, percents, { seed });
}
