import { type Calendar, type DayRange, isWithin } from "../calendar/calendar";
import type { Timeline } from "../log/timeline";
import type { Workflow } from "../log/workflow";
import { ascending } from "../stats/ascending";
import { percentile } from "../stats/percentile";

export type ColumnPace = {
  columnId: string;
  /** Finished cards that were in the column after their start. */
  n: number;
  /** Age in days on leaving the column, nearest rank; null for none. */
  percentiles: Record<string, number | null>;
};

/** Instants (epoch ms) of the last exit from each column. */
function lastExits({ visits }: Timeline): Map<string, number> {
  const exits = new Map<string, number>();
  for (const { columnId, leftAt } of visits) if (leftAt !== null) exits.set(columnId, leftAt);
  return exits;
}

/** The values of one percentile from left to right, each raised to the highest before it. */
function neverFalling(values: readonly (number | null)[]): (number | null)[] {
  let highest = 0;
  return values.map((value) => {
    if (value === null) return null;
    highest = Math.max(highest, value);
    return highest;
  });
}

/**
 * Pace percentiles of the ageing chart, per column from the commitment point to the last before done: how old the
 * cards finished in the range were when they left the column for the last time.
 *
 * Where a value is below one further left, that one stands: whoever left this column had been as slow before. A column
 * that none of the cards was in has no values.
 */
export function measurePace(
  calendar: Calendar,
  workflow: Workflow,
  timelines: readonly Timeline[],
  range: DayRange,
  percents: readonly number[],
): ColumnPace[] {
  const columns = workflow.columns.filter(({ id }) => workflow.isCommitted(id) && !workflow.isDone(id));
  const samples = new Map<string, number[]>(columns.map(({ id }) => [id, []]));
  for (const card of timelines) {
    const { startedAt, finishedAt } = card;
    if (startedAt === null || finishedAt === null || !isWithin(calendar, finishedAt, range)) continue;
    for (const [columnId, leftAt] of lastExits(card))
      samples.get(columnId)?.push(calendar.countDays(startedAt, leftAt));
  }

  const sorted = columns.map(({ id }) => ascending(samples.get(id) ?? []));
  const levels = percents.map((percent) => neverFalling(sorted.map((ages) => percentile(ages, percent))));
  return columns.map(({ id }, column) => ({
    columnId: id,
    n: sorted[column]?.length ?? 0,
    percentiles: Object.fromEntries(
      percents.map((percent, index) => [String(percent), levels[index]?.[column] ?? null]),
    ),
  }));
}
