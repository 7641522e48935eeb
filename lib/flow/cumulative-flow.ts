import { type Calendar, type DayRange, lengthOf } from "./calendar";
import { DailyLevel } from "./daily-level";
import type { Timeline } from "./timeline";
import type { Workflow } from "./workflow";

export type CumulativeFlowDay = {
  date: string;
  /** Cards in each column at the end of the day, by column id. */
  counts: Record<string, number>;
  /** Cards that had reached the column or one further right by the end of the day; never falls. */
  arrivals: Record<string, number>;
  /** Cards that had reached done by the end of the day; never falls. */
  departures: number;
};

/**
 * Bands of the cumulative flow diagram at the end of every day, and the monotone lines of arrivals and departures.
 *
 * Deleted cards leave their band; finished ones stay in done. A column that was skipped counts as passed at the
 * instant of the jump. Columns are followed by id, so a rename never splits a band.
 */
export function buildCumulativeFlow(
  calendar: Calendar,
  workflow: Workflow,
  timelines: readonly Timeline[],
  range: DayRange,
): CumulativeFlowDay[] {
  const levels = () => workflow.columns.map(({ id }) => [id, new DailyLevel(calendar, range)] as const);
  const bands = new Map(levels());
  const arrivals = new Map(levels());
  const departures = new DailyLevel(calendar, range);

  for (const { visits } of timelines) {
    let furthest = -1;
    let hasDeparted = false;
    for (const { columnId, enteredAt, leftAt } of visits) {
      bands.get(columnId)?.change(enteredAt, 1);
      if (leftAt !== null) bands.get(columnId)?.change(leftAt, -1);
      const position = workflow.positionOf(columnId);
      for (const column of workflow.columns) {
        if (column.position > furthest && column.position <= position)
          arrivals.get(column.id)?.change(enteredAt, 1);
      }
      furthest = Math.max(furthest, position);
      if (!hasDeparted && workflow.isDone(columnId)) {
        departures.change(enteredAt, 1);
        hasDeparted = true;
      }
    }
  }

  const counted = [...bands].map(([id, level]) => [id, level.read()] as const);
  const arrived = [...arrivals].map(([id, level]) => [id, level.read()] as const);
  const departed = departures.read();
  return Array.from({ length: lengthOf(range) }, (_, index) => ({
    date: calendar.toText(range.from + index),
    counts: Object.fromEntries(counted.map(([id, level]) => [id, level[index] ?? 0])),
    arrivals: Object.fromEntries(arrived.map(([id, level]) => [id, level[index] ?? 0])),
    departures: departed[index] ?? 0,
  }));
}

/** Cards in each column at one instant (epoch ms), by column id; what happens at that instant has happened. */
export function countColumnsAt(
  workflow: Workflow,
  timelines: readonly Timeline[],
  at: number,
): Record<string, number> {
  const counts: Record<string, number> = Object.fromEntries(workflow.columns.map(({ id }) => [id, 0]));
  for (const { visits } of timelines) {
    const present = visits.findLast((visit) => visit.enteredAt <= at);
    if (present && (present.leftAt === null || present.leftAt > at)) {
      counts[present.columnId] = (counts[present.columnId] ?? 0) + 1;
    }
  }
  return counts;
}
