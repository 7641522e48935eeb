import { type Calendar, type DayNumber, type DayRange, lengthOf } from "../calendar/calendar";
import { DailyLevel } from "../calendar/daily-level";
import type { FlowDay } from "../log/flow-day";
import type { Timeline } from "../log/timeline";
import type { Workflow } from "../log/workflow";

export type CumulativeFlowDay = {
  date: string;
  /** Cards in each column at the end of the day, by column id. */
  counts: Record<string, number>;
  /** Cards that had reached the column or one further right by the end of the day; never falls. */
  arrivals: Record<string, number>;
  /** Cards that had reached done by the end of the day; never falls. */
  departures: number;
};

/** Levels of bands, arrivals and departures over a range of days, while what changed them goes by in no order. */
class FlowCount {
  readonly #calendar: Calendar;
  readonly #range: DayRange;
  readonly #bands: ReadonlyMap<string, DailyLevel>;
  readonly #arrivals: ReadonlyMap<string, DailyLevel>;
  readonly #departures: DailyLevel;

  constructor(calendar: Calendar, workflow: Workflow, range: DayRange) {
    const level = () => new DailyLevel(calendar, range);
    this.#calendar = calendar;
    this.#range = range;
    this.#bands = new Map(workflow.columns.map(({ id }) => [id, level()]));
    this.#arrivals = new Map(workflow.columns.map(({ id }) => [id, level()]));
    this.#departures = level();
  }

  /** Cards more in a column from a day on, or fewer. */
  change(columnId: string, day: DayNumber, by: number): void {
    this.#bands.get(columnId)?.changeOn(day, by);
  }

  arrive(columnId: string, day: DayNumber, cards: number): void {
    this.#arrivals.get(columnId)?.changeOn(day, cards);
  }

  depart(day: DayNumber, cards: number): void {
    this.#departures.changeOn(day, cards);
  }

  read(): CumulativeFlowDay[] {
    const counted = [...this.#bands].map(([id, level]) => [id, level.read()] as const);
    const arrivedBy = [...this.#arrivals].map(([id, level]) => [id, level.read()] as const);
    const departedBy = this.#departures.read();
    return Array.from({ length: lengthOf(this.#range) }, (_, index) => ({
      date: this.#calendar.toText(this.#range.from + index),
      counts: Object.fromEntries(counted.map(([id, level]) => [id, level[index] ?? 0])),
      arrivals: Object.fromEntries(arrivedBy.map(([id, level]) => [id, level[index] ?? 0])),
      departures: departedBy[index] ?? 0,
    }));
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
  const count = new FlowCount(calendar, workflow, range);
  for (const { columnId, day, entered, exited, arrived, departed } of days) {
    count.change(columnId, day, entered - exited);
    count.arrive(columnId, day, arrived);
    count.depart(day, departed);
  }
  return count.read();
}

/** The cumulative flow of a set of cards, as `cumulateFlow` gives it from their days. */
export function buildCumulativeFlow(
  calendar: Calendar,
  workflow: Workflow,
  timelines: readonly Timeline[],
  range: DayRange,
): CumulativeFlowDay[] {
  const count = new FlowCount(calendar, workflow, range);
  for (const { visits } of timelines) {
    let furthest = -1;
    let hasDeparted = false;
    for (const { columnId, enteredAt, leftAt } of visits) {
      const day = calendar.dayOf(enteredAt);
      count.change(columnId, day, 1);
      if (leftAt !== null) count.change(columnId, calendar.dayOf(leftAt), -1);
      const position = workflow.positionOf(columnId);
      for (const column of position > furthest ? workflow.columns : [])
        if (column.position > furthest && column.position <= position) count.arrive(column.id, day, 1);
      furthest = Math.max(furthest, position);
      if (hasDeparted || !workflow.isDone(columnId)) continue;
      count.depart(day, 1);
      hasDeparted = true;
    }
  }
  return count.read();
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
