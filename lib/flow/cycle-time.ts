import type { Calendar, DayRange } from "./calendar";
import { ascending } from "./stats/ascending";
import { countEach } from "./stats/histogram";
import { mean } from "./stats/mean";
import { percentiles } from "./stats/percentile";
import type { Timeline } from "./timeline";

/** A finished card with its time from `beganAt` to its finish: elapsed in ms, and in calendar days. */
export type FinishedCard = {
  cardId: string;
  createdAt: number;
  startedAt: number;
  finishedAt: number;
  elapsedMs: number;
  /** Both ends counted: started and finished on one day is 1. */
  days: number;
};

export type DurationFigures = {
  n: number;
  /** Nearest rank, of days. */
  percentiles: Record<string, number | null>;
  meanElapsedMs: number | null;
  /** Nearest rank, of elapsed ms. */
  elapsedPercentilesMs: Record<string, number | null>;
  items: FinishedCard[];
  /** Finished cards by their number of days. */
  histogram: { days: number; count: number }[];
};

/** From what a duration runs: the start (cycle time) or the creation (lead time). */
type Beginning = "startedAt" | "createdAt";

function measure(calendar: Calendar, timeline: Timeline, beginning: Beginning): FinishedCard | null {
  const { cardId, createdAt, startedAt, finishedAt } = timeline;
  if (finishedAt === null || startedAt === null) return null;
  const beganAt = beginning === "startedAt" ? startedAt : createdAt;
  return {
    cardId,
    createdAt,
    startedAt,
    finishedAt,
    elapsedMs: finishedAt - beganAt,
    days: calendar.dayOf(finishedAt) - calendar.dayOf(beganAt) + 1,
  };
}

function figuresOf(items: FinishedCard[], percents: readonly number[]): DurationFigures {
  const days = ascending(items.map((item) => item.days));
  const elapsed = ascending(items.map((item) => item.elapsedMs));
  return {
    n: items.length,
    percentiles: percentiles(days, percents),
    meanElapsedMs: mean(items.map((item) => item.elapsedMs)),
    elapsedPercentilesMs: percentiles(elapsed, percents),
    items,
    histogram: countEach(days).map(({ value, count }) => ({ days: value, count })),
  };
}

function measureFinished(
  calendar: Calendar,
  timelines: readonly Timeline[],
  range: DayRange,
  percents: readonly number[],
  beginning: Beginning,
): DurationFigures {
  const items = timelines
    .map((timeline) => measure(calendar, timeline, beginning))
    .filter((item): item is FinishedCard => item !== null && isWithin(calendar, item.finishedAt, range))
    .sort((a, b) => a.finishedAt - b.finishedAt);
  return figuresOf(items, percents);
}

/** Whether an instant falls on a day of the range. */
export function isWithin(calendar: Calendar, at: number, range: DayRange): boolean {
  const day = calendar.dayOf(at);
  return day >= range.from && day <= range.to;
}

/**
 * Cycle time of the cards finished in the range: finished − started, in elapsed ms and in calendar days, which are
 * never mixed. Days: day(finished) − day(started) + 1, never 0 (Vacanti, *Actionable Agile Metrics*).
 *
 * A card that went straight to done started when it finished: 0 ms, 1 day. Empty range: n is 0 and figures are null.
 */
export function measureCycleTime(
  calendar: Calendar,
  timelines: readonly Timeline[],
  range: DayRange,
  percents: readonly number[],
): DurationFigures {
  return measureFinished(calendar, timelines, range, percents, "startedAt");
}

/** Lead time of the cards finished in the range: finished − created, in the same two forms as cycle time. */
export function measureLeadTime(
  calendar: Calendar,
  timelines: readonly Timeline[],
  range: DayRange,
  percents: readonly number[],
): DurationFigures {
  return measureFinished(calendar, timelines, range, percents, "createdAt");
}
