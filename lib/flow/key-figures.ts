import type { Calendar, DayRange } from "./calendar";
import { type Comparison, compareFigure, periodBefore } from "./compare";
import { measureCycleTime } from "./cycle-time";
import { integrateWip, windowOf } from "./littles-law";
import type { Timeline } from "./timeline";

/** The few figures by which a board is judged at a glance. */
export type KeyFigures = {
  throughput: number;
  /** Cycle time in days, nearest rank; null without a finished card. */
  medianDays: number | null;
  p85Days: number | null;
  /** Time average of work in progress; null for days that are still to come. */
  averageWip: number | null;
};

export type ComparedFigures = {
  /** Null where the history does not reach back over all of it: then nothing is compared. */
  before: DayRange | null;
  figures: Record<keyof KeyFigures, Comparison>;
};

/** The key figures of a range; of one that reaches beyond `asOf` (epoch ms), those up to then. */
export function measureKeyFigures(
  calendar: Calendar,
  timelines: readonly Timeline[],
  range: DayRange,
  asOf: number,
): KeyFigures {
  const { n, percentiles } = measureCycleTime(calendar, timelines, range, [50, 85]);
  const { begin, end } = windowOf(calendar, range);
  const until = Math.min(end, asOf);
  return {
    throughput: n,
    medianDays: percentiles["50"] ?? null,
    p85Days: percentiles["85"] ?? null,
    averageWip: until > begin ? integrateWip(timelines, begin, until) / (until - begin) : null,
  };
}

/**
 * The key figures of a range beside those of the period before.
 *
 * `timelines` must reach back over that period. `firstDay`: the first day of the board's history, null before there
 * is any.
 */
export function compareKeyFigures(
  calendar: Calendar,
  timelines: readonly Timeline[],
  range: DayRange,
  asOf: number,
  firstDay: number | null,
): ComparedFigures {
  const now = measureKeyFigures(calendar, timelines, range, asOf);
  const earlier = periodBefore(range);
  const before = firstDay !== null && firstDay <= earlier.from ? earlier : null;
  const then = before && measureKeyFigures(calendar, timelines, before, asOf);
  const compare = (name: keyof KeyFigures) => compareFigure(now[name], then?.[name] ?? null);
  return {
    before,
    figures: {
      throughput: compare("throughput"),
      medianDays: compare("medianDays"),
      p85Days: compare("p85Days"),
      averageWip: compare("averageWip"),
    },
  };
}
