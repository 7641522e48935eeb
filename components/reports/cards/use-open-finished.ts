import { dayWords } from "@/lib/client/format/day-words";
import { useLocale } from "@/lib/client/format/use-locale";
import { formatDay, parseDay } from "@/lib/flow/calendar/calendar";
import { useReportView } from "../view/report-view";

const earlier = (a: string, b: string) => (a < b ? a : b);
const later = (a: string, b: string) => (a > b ? a : b);

/** Shows the cards that were finished on a day, or in the week that it begins; of the days of the page alone. */
export function useOpenFinished(): (date: string, unit: "day" | "week") => void {
  const locale = useLocale();
  const { days, openCards } = useReportView();
  return (date, unit) => {
    const end = unit === "day" ? date : formatDay(parseDay(date) + 6);
    openCards(unit === "week" ? `Week of ${dayWords(date, locale)}` : dayWords(date, locale), {
      kind: "finished",
      from: later(date, days.from),
      to: earlier(end, days.to),
    });
  };
}
