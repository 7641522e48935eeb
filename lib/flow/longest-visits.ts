import type { Calendar, DayRange } from "./calendar";
import { isWithin } from "./cycle-time";
import type { Timeline } from "./timeline";
import type { Workflow } from "./workflow";

export type LongVisit = { cardId: string; enteredAt: number; elapsedMs: number };

/**
 * For each column that is not done, the longest of the visits that began in the range, longest first; one that still
 * lasts counts up to `asOf` (epoch ms).
 */
export function findLongestVisits(
  calendar: Calendar,
  workflow: Workflow,
  timelines: readonly Timeline[],
  range: DayRange,
  asOf: number,
  most: number,
): Map<string, LongVisit[]> {
  const visitsOf = new Map<string, LongVisit[]>(workflow.columns.map(({ id }) => [id, []]));
  for (const { cardId, visits } of timelines) {
    for (const { columnId, enteredAt, leftAt } of visits) {
      if (workflow.isDone(columnId) || !isWithin(calendar, enteredAt, range)) continue;
      visitsOf.get(columnId)?.push({ cardId, enteredAt, elapsedMs: (leftAt ?? asOf) - enteredAt });
    }
  }
  for (const [columnId, visits] of visitsOf)
    visitsOf.set(columnId, visits.sort((a, b) => b.elapsedMs - a.elapsedMs).slice(0, most));
  return visitsOf;
}
