import { type Calendar, type DayRange, lengthOf } from "../calendar/calendar";
import { DailyLevel } from "../calendar/daily-level";
import { stretchesInProgress, type Timeline } from "../log/timeline";
import type { Workflow } from "../log/workflow";

export type WipDay = {
  date: string;
  /** Cards started and not finished at the end of the day. */
  wip: number;
  /** Cards in each queue and active column at the end of the day: what limits look at. */
  byColumn: Record<string, number>;
};

/** Work in progress at one instant (epoch ms): cards with started ≤ at < finished, and not off the board. */
export function countWipAt(timelines: readonly Timeline[], at: number): number {
  let count = 0;
  for (const card of timelines) {
    if (stretchesInProgress(card).some(({ from, to }) => from <= at && (to === null || to > at))) count++;
  }
  return count;
}

/**
 * Work in progress at the end of every day of the range. The count from start to finish and the counts of columns
 * differ for cards that were sent back before the commitment point or reopened.
 */
export function buildWip(
  calendar: Calendar,
  workflow: Workflow,
  timelines: readonly Timeline[],
  range: DayRange,
): WipDay[] {
  const wip = new DailyLevel(calendar, range);
  const inProgress = workflow.columns.filter(({ kind }) => kind === "queue" || kind === "active");
  const columns = new Map(inProgress.map(({ id }) => [id, new DailyLevel(calendar, range)]));
  for (const card of timelines) {
    for (const { from, to } of stretchesInProgress(card)) {
      wip.change(from, 1);
      if (to !== null) wip.change(to, -1);
    }
    for (const { columnId, enteredAt, leftAt } of card.visits) {
      columns.get(columnId)?.change(enteredAt, 1);
      if (leftAt !== null) columns.get(columnId)?.change(leftAt, -1);
    }
  }
  const total = wip.read();
  const counted = [...columns].map(([id, level]) => [id, level.read()] as const);
  return Array.from({ length: lengthOf(range) }, (_, index) => ({
    date: calendar.toText(range.from + index),
    wip: total[index] ?? 0,
    byColumn: Object.fromEntries(counted.map(([id, level]) => [id, level[index] ?? 0])),
  }));
}
