import { plural } from "@/lib/client/format/plural";
import type { Span } from "./span";

/** What happened between two days, in words. `dayName` writes a day. */
export function spanWords(span: Span, dayName: (date: string) => string): string {
  const { from, to, days, arrived, departed, wip, cycleDays } = span;
  const aDay = (cards: number) => `${(cards / days).toFixed(2)} a day`;
  const cycle =
    cycleDays === null
      ? "The approximate average cycle time reaches back before the first day shown."
      : `Approximate average cycle time: ${cycleDays.toFixed(1)} days.`;
  return `From the end of ${dayName(from)} to the end of ${dayName(to)}, ${plural(days, "day")}: throughput ${plural(departed, "card")} (${aDay(departed)}), ${arrived.toLocaleString("en")} arrived (${aDay(arrived)}). Work in progress at the end: ${plural(wip, "card")}. ${cycle}`;
}
