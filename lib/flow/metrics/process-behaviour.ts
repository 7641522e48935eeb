import { type Calendar, type DayRange, mondayOf } from "../calendar/calendar";
import type { Timeline } from "../log/timeline";
import type { Workflow } from "../log/workflow";
import { findSignals, type ProcessLimits, processLimits, type Signal } from "../stats/xmr";
import { listCycleTimes } from "./cycle-time";
import { countThroughput, sumByPeriod } from "./throughput";
import { buildWip } from "./wip";

const processMeasures = ["throughput", "weekly-throughput", "cycle-time", "wip"] as const;
export type ProcessMeasure = (typeof processMeasures)[number];

/** One value of the series: of a day, of the week that begins on it, or of the card that was finished on it. */
export type ProcessPoint = { date: string; value: number; cardId: string | null };

export type ProcessBehaviour = {
  points: ProcessPoint[];
  mean: number | null;
  upper: number | null;
  /** Null where the formula falls below 0: there is then no lower limit. */
  lower: number | null;
  sigma: number | null;
  /** Points by their index, with the rule in which they take part. */
  signals: Signal[];
};

/** The weeks from Monday to Sunday that lie in a range as a whole. */
function wholeWeeks({ from, to }: DayRange): DayRange {
  return { from: mondayOf(from + 6), to: mondayOf(to + 1) - 1 };
}

const pointsOfDays = (days: readonly { date: string; count: number }[]): ProcessPoint[] =>
  days.map(({ date, count }) => ({ date, value: count, cardId: null }));

function readPoints(
  calendar: Calendar,
  workflow: Workflow,
  timelines: readonly Timeline[],
  range: DayRange,
  measure: ProcessMeasure,
): ProcessPoint[] {
  switch (measure) {
    case "throughput":
      return pointsOfDays(countThroughput(calendar, timelines, range).days);
    case "weekly-throughput":
      return pointsOfDays(sumByPeriod(countThroughput(calendar, timelines, wholeWeeks(range)).days, "week"));
    case "wip":
      return buildWip(calendar, workflow, timelines, range).map(({ date, wip }) => ({
        date,
        value: wip,
        cardId: null,
      }));
    case "cycle-time":
      return listCycleTimes(calendar, timelines, range).map(({ card, finishedAt, days }) => ({
        date: calendar.toText(calendar.dayOf(finishedAt)),
        value: days,
        cardId: card.cardId,
      }));
  }
}

/**
 * Process behaviour chart (XmR) of throughput by day or by whole week, of WIP by day, or of cycle time in days, card by
 * card in order of finish.
 *
 * `baseline`: the days whose values give the limits, when the user has fixed them; they need not be in the range.
 * Without one, the limits come from the range. Fewer than 2 values there: points without limits and signals.
 */
export function measureProcessBehaviour(
  calendar: Calendar,
  workflow: Workflow,
  timelines: readonly Timeline[],
  range: DayRange,
  measure: ProcessMeasure,
  baseline: DayRange | null = null,
): ProcessBehaviour {
  const valuesOf = (points: readonly ProcessPoint[]) => points.map(({ value }) => value);
  const points = readPoints(calendar, workflow, timelines, range, measure);
  const limits: ProcessLimits | null = processLimits(
    valuesOf(baseline ? readPoints(calendar, workflow, timelines, baseline, measure) : points),
  );
  return {
    points,
    mean: limits?.mean ?? null,
    upper: limits?.upper ?? null,
    lower: limits?.lower ?? null,
    sigma: limits?.sigma ?? null,
    signals: limits ? findSignals(valuesOf(points), limits) : [],
  };
}
