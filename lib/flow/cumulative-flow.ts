import { type Calendar, type DayNumber, type DayRange, lengthOf } from "./calendar";
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

/** What came into a column and went out of it on a day, and the cards that reached it or done for the first time. */
export type FlowDay = {
  columnId: string;
  day: DayNumber;
  entered: number;
  exited: number;
  /** Cards that reached the column or one further right for the first time. */
  arrived: number;
  /** Cards that reached done for the first time, and did so in this column. */
  departed: number;
};

/** The days of a set of cards, in no order; a day may be told in several parts. */
export function* countFlowDays(
  calendar: Calendar,
  workflow: Workflow,
  timelines: readonly Timeline[],
): Iterable<FlowDay> {
  const nothing = { entered: 0, exited: 0, arrived: 0, departed: 0 };
  for (const { visits } of timelines) {
    let furthest = -1;
    let hasDeparted = false;
    for (const { columnId, enteredAt, leftAt } of visits) {
      const day = calendar.dayOf(enteredAt);
      const departs: boolean = !hasDeparted && workflow.isDone(columnId);
      yield { ...nothing, columnId, day, entered: 1, departed: departs ? 1 : 0 };
      if (leftAt !== null) yield { ...nothing, columnId, day: calendar.dayOf(leftAt), exited: 1 };
      const position = workflow.positionOf(columnId);
      for (const column of workflow.columns) {
        if (column.position > furthest && column.position <= position)
          yield { ...nothing, columnId: column.id, day, arrived: 1 };
      }
      furthest = Math.max(furthest, position);
      hasDeparted ||= departs;
    }
  }
}

/**
 * Bands of the cumulative flow diagram at the end of every day of the range, and the monotone lines of arrivals and
 * departures, from all days up to its end.
 *
 * Deleted cards leave their band; finished ones stay in done. A column that was skipped counts as passed at the
 * instant of the jump. Columns are followed by id, so a rename never splits a band.
 */
export function cumulateFlow(
  calendar: Calendar,
  workflow: Workflow,
  days: Iterable<FlowDay>,
  range: DayRange,
): CumulativeFlowDay[] {
  const levels = () => workflow.columns.map(({ id }) => [id, new DailyLevel(calendar, range)] as const);
  const bands = new Map(levels());
  const arrivals = new Map(levels());
  const departures = new DailyLevel(calendar, range);
  for (const { columnId, day, entered, exited, arrived, departed } of days) {
    bands.get(columnId)?.changeOn(day, entered - exited);
    arrivals.get(columnId)?.changeOn(day, arrived);
    departures.changeOn(day, departed);
  }
  const counted = [...bands].map(([id, level]) => [id, level.read()] as const);
  const arrivedBy = [...arrivals].map(([id, level]) => [id, level.read()] as const);
  const departedBy = departures.read();
  return Array.from({ length: lengthOf(range) }, (_, index) => ({
    date: calendar.toText(range.from + index),
    counts: Object.fromEntries(counted.map(([id, level]) => [id, level[index] ?? 0])),
    arrivals: Object.fromEntries(arrivedBy.map(([id, level]) => [id, level[index] ?? 0])),
    departures: departedBy[index] ?? 0,
  }));
}

/** The cumulative flow of a set of cards. */
export function buildCumulativeFlow(
  calendar: Calendar,
  workflow: Workflow,
  timelines: readonly Timeline[],
  range: DayRange,
): CumulativeFlowDay[] {
  return cumulateFlow(calendar, workflow, countFlowDays(calendar, workflow, timelines), range);
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
