import type { Calendar } from "./calendar";
import type { Timeline } from "./timeline";

export type AgeingCard = {
  cardId: string;
  columnId: string;
  startedAt: number;
  ageDays: number;
  elapsedMs: number;
};

/**
 * Work item age at `asOf` (epoch ms), oldest first, of the cards started and neither finished nor off the board then:
 * day(asOf) − day(started) + 1, elapsed ms beside it. A card sent back to the backlog keeps its age.
 *
 * `timelines` must be read as of that instant.
 */
export function measureWorkItemAge(
  calendar: Calendar,
  timelines: readonly Timeline[],
  asOf: number,
): AgeingCard[] {
  const today = calendar.dayOf(asOf);
  return timelines
    .flatMap(({ cardId, columnId, startedAt, finishedAt }) =>
      startedAt === null || finishedAt !== null || columnId === null
        ? []
        : [
            {
              cardId,
              columnId,
              startedAt,
              ageDays: today - calendar.dayOf(startedAt) + 1,
              elapsedMs: asOf - startedAt,
            },
          ],
    )
    .sort((a, b) => b.elapsedMs - a.elapsedMs);
}
