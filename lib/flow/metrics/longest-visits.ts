import { type Calendar, type DayRange, isWithin } from "../calendar/calendar";
import type { Timeline } from "../log/timeline";
import type { Workflow } from "../log/workflow";

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
  max: number,
): Map<string, LongVisit[]> {
  const longest = new Map<string, LongVisit[]>(workflow.columns.map(({ id }) => [id, []]));
  for (const card of timelines) {
    for (const { columnId, enteredAt, leftAt, isFound } of card.visits) {
      if (workflow.isDone(columnId)) continue;
      const visits = longest.get(columnId);
      const elapsedMs = (leftAt ?? asOf) - enteredAt;
      if (isFound) continue;
      const isAmongThem = visits && (visits.length < max || elapsedMs > (visits.at(-1)?.elapsedMs ?? 0));
      if (!isAmongThem || !isWithin(calendar, enteredAt, range)) continue;
      visits.push({ cardId: card.cardId, enteredAt, elapsedMs });
      visits.sort((a, b) => b.elapsedMs - a.elapsedMs).splice(max);
    }
  }
  return longest;
}
