import { dayIn } from "@/lib/client/format/day-in";
import { dayWords } from "@/lib/client/format/day-words";
import { spokenDuration } from "@/lib/client/format/durations";
import { useLocale } from "@/lib/client/format/use-locale";
import type { TimeInColumnAnswer } from "@/lib/contracts/metrics/time-in-column";
import { useReportView } from "../../view/report-view";

/** Shows the longest visits to a column, each with its length and first day. */
export function useOpenLongestVisits(answer: TimeInColumnAnswer): (columnId: string) => void {
  const locale = useLocale();
  const { openCards } = useReportView();
  const { from, to, timeZone, columns } = answer;
  const toDay = dayIn(timeZone);
  return (columnId) => {
    const column = columns.find((each) => each.columnId === columnId);
    if (!column) return;
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
  };
}
