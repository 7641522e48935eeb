import { type Calendar, type DayRange, instantsOf, isWithin } from "../calendar/calendar";
import { tooFewFinished } from "../finished/too-few";
import type { CardMilestones, Timeline } from "../log/timeline";
import { integrateWip } from "../metrics/littles-law";
import { sampleCycleDays } from "../metrics/service-level";
import { percentile } from "../stats/percentile";
import { type Comparison, compareFigure, periodBefore } from "./compare";

/** What finished cards alone tell of a range. */
export type FinishFigures = {
  throughput: number;
  /** Cycle time in days, nearest rank; null without a finished card. */
  medianDays: number | null;
  p85Days: number | null;
};

/** The few figures by which a board is judged at a glance. */
export type KeyFigures = FinishFigures & {
  /** Time average of work in progress; null for days that are still to come. */
  averageWip: number | null;
};

export type ComparedFigures<Name extends string> = {
  /** Null where the history does not reach back over all of it: then nothing is compared. */
  before: DayRange | null;
  figures: Record<Name, Comparison>;
};

/** The figures of so many finished cards by their cycle times in days, which must ascend; not all may be known. */
export function finishFigures(throughput: number, cycleDays: Float64Array): FinishFigures {
  return {
    throughput,
    medianDays: percentile(cycleDays, 50),
    p85Days: percentile(cycleDays, 85),
  };
}

/** How many cards were finished in a range. */
export function countFinished(calendar: Calendar, cards: readonly CardMilestones[], range: DayRange): number {
  return cards.filter(({ finishedAt }) => finishedAt !== null && isWithin(calendar, finishedAt, range))
    .length;
}

/** Throughput and cycle time of the cards finished in a range. */
export function measureFinishes(
  calendar: Calendar,
  cards: readonly CardMilestones[],
  range: DayRange,
): FinishFigures {
  return finishFigures(countFinished(calendar, cards, range), sampleCycleDays(calendar, cards, range));
}

/** The key figures of a range; of one that reaches beyond `asOf` (epoch ms), those up to then. */
export function measureKeyFigures(
  calendar: Calendar,
  timelines: readonly Timeline[],
  range: DayRange,
  asOf: number,
): KeyFigures {
  const { begin, end } = instantsOf(calendar, range);
  const until = Math.min(end, asOf);
  return {
    ...measureFinishes(calendar, timelines, range),
    averageWip: until > begin ? integrateWip(timelines, begin, until) / (until - begin) : null,
  };
}

/**
 * The figures of a range beside those of the period before. `measure` must know the cards of that period, too.
 * `firstDay`: the first day of the board's history, null before there is any.
 */
export function compareWithBefore<Figures extends Record<string, number | null> & { throughput: number }>(
  measure: (range: DayRange) => Figures,
  range: DayRange,
  firstDay: number | null,
): ComparedFigures<keyof Figures & string> {
  const now = measure(range);
  const earlier = periodBefore(range);
  const before = firstDay !== null && firstDay <= earlier.from ? earlier : null;
  const then = before && measure(before);
  const tooFew = tooFewFinished(Math.min(now.throughput, then?.throughput ?? now.throughput));
  const compared = Object.entries(now).map(([name, figure]) => [
    name,
    compareFigure(figure, then?.[name] ?? null, tooFew),
  ]);
  return { before, figures: Object.fromEntries(compared) };
}
