import { useCallback } from "react";
import { dayWords } from "@/lib/client/format/day-words";
import { useLocale } from "@/lib/client/format/use-locale";
import { useReportView } from "../view/report-view";

/** Shows the cards that were on the board at the end of a day. */
export function useOpenDay(): (date: string) => void {
  const locale = useLocale();
  const { openCards } = useReportView();
  return useCallback(
    (date) => openCards(dayWords(date, locale), { kind: "on-board", date }),
    [openCards, locale],
  );
}
