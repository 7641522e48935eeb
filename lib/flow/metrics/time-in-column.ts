import { type Calendar, type DayRange, isWithin } from "../calendar/calendar";
import type { Timeline } from "../log/timeline";
import type { Workflow } from "../log/workflow";
import { ascending } from "../stats/ascending";
import { percentiles } from "../stats/percentile";

export type TimeInColumn = {
  columnId: string;
  /** Visits that began in the range. */
  visits: number;
  totalMs: number;
  meanMs: number | null;
  /** Nearest rank, of the lengths of the visits in ms. */
  percentiles: Record<string, number | null>;
};

/**
 * Length of the visits that began in the range, per column; a visit that still lasts counts up to `asOf` (epoch ms). Not
 * of those that had begun before the log did. Done columns have visits but no length: cards stay there.
 */
export function measureTimeInColumn(
  calendar: Calendar,
  workflow: Workflow,
  timelines: readonly Timeline[],
  range: DayRange,
  asOf: number,
  percents: readonly number[],
): TimeInColumn[] {
  const lengths = new Map<string, number[]>(workflow.columns.map(({ id }) => [id, []]));
  for (const { visits } of timelines) {
    for (const { columnId, enteredAt, leftAt, isFound } of visits) {
      if (!isFound && isWithin(calendar, enteredAt, range))
        lengths.get(columnId)?.push((leftAt ?? asOf) - enteredAt);
    }
  }
  return workflow.columns.map(({ id, kind }) => {
    const sample = lengths.get(id) ?? [];
    const measured = kind === "done" ? [] : sample;
    const totalMs = measured.reduce((sum, length) => sum + length, 0);
    return {
      columnId: id,
      visits: sample.length,
      totalMs,
      meanMs: measured.length > 0 ? totalMs / measured.length : null,
      percentiles: percentiles(ascending(measured), percents),
    };
  });
}
