import type { Calendar, DayRange } from "./calendar";
import { isWithin } from "./cycle-time";
import { ascending } from "./stats/ascending";
import { percentile } from "./stats/percentile";
import type { Timeline } from "./timeline";
import type { Workflow } from "./workflow";

export type ColumnPace = {
  columnId: string;
  /** Finished cards that had been in the column; in the last one before done, all finished cards. */
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

/** The values of one percentile from left to right, made to rise to the last of them and never to fall. */
function neverFalling(values: readonly (number | null)[]): (number | null)[] {
  const most = values.at(-1) ?? null;
  let highest: number | null = null;
  return values.map((value) => {
    if (value === null || most === null) return value;
    highest = Math.min(most, Math.max(highest ?? value, value));
    return highest;
  });
}

/**
 * Pace percentiles of the ageing chart, per column from the commitment point to the last before done: how old the
 * cards finished in the range were when they left the column for the last time.
 *
 * The last column takes the percentiles of cycle time, and no column shows more than one further right. A column that
 * none of the cards was in has no values.
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
  const cycleDays: number[] = [];
  for (const card of timelines) {
    const { startedAt, finishedAt } = card;
    if (startedAt === null || finishedAt === null || !isWithin(calendar, finishedAt, range)) continue;
    cycleDays.push(calendar.countDays(startedAt, finishedAt));
    for (const [columnId, leftAt] of lastExits(card))
      samples.get(columnId)?.push(calendar.countDays(startedAt, leftAt));
  }
  const last = columns.at(-1);
  if (last) samples.set(last.id, cycleDays);

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
