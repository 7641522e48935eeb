import type { Calendar } from "../calendar/calendar";
import type { CardMilestones } from "../log/timeline";

export type AgeingCard = {
  cardId: string;
  columnId: string;
  startedAt: number;
  ageDays: number;
  elapsedMs: number;
};

/**
 * Work item age at `asOf` (epoch ms), oldest first, of the cards started and neither finished nor off the board then:
 * day(asOf) − day(started) + 1, elapsed ms beside it. A card sent back to the backlog keeps its age, and so does one that came from another board.
 *
 * `cards` must be read as of that instant.
 */
export function measureWorkItemAge(
  calendar: Calendar,
  cards: readonly CardMilestones[],
  asOf: number,
): AgeingCard[] {
  const ageing: AgeingCard[] = [];
  for (const card of cards) {
    const { startedAt, columnId } = card;
    const isFinished = card.finishedAt !== null || card.finishedElsewhere;
    if (startedAt === null || isFinished || columnId === null) continue;
    const ageDays = calendar.countDays(startedAt, asOf);
    ageing.push({ cardId: card.cardId, columnId, startedAt, ageDays, elapsedMs: asOf - startedAt });
  }
  return ageing.sort((a, b) => b.elapsedMs - a.elapsedMs);
}
