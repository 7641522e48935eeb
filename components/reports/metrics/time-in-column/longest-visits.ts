import { dayIn } from "@/lib/client/format/day-in";
import { spokenDuration } from "@/lib/client/format/durations";
import type { TimeInColumnAnswer } from "@/lib/contracts/metrics/time-in-column";
import type { OpenCards } from "../../cards/cards-behind";
import { dayWords } from "../../charts/chart-theme";

/** Shows the longest visits to a column, each with its length and first day. */
export function openLongestVisits(
  { from, to, timeZone, columns }: TimeInColumnAnswer,
  columnId: string,
  locale: string,
  openCards: OpenCards,
): void {
  const column = columns.find((each) => each.columnId === columnId);
  if (!column) return;
  const toDay = dayIn(timeZone);
  openCards(`Longest visits to ${column.name}`, {
    kind: "known",
    words: `The longest visits that began from ${from} to ${to}, longest first.`,
    groups: [
      {
        name: column.name,
        cards: column.longest.map((visit) => ({
          ...visit,
          note: `${spokenDuration(visit.elapsedMs)} from ${dayWords(toDay(visit.enteredAt), locale)}`,
        })),
      },
    ],
  });
}
