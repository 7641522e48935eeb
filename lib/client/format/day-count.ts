import type { WorkingDays } from "@/lib/contracts/working-days";
import { plural } from "./plural";

/** What knows how days are counted: an answer of the metrics, a board. */
export type DayCount = { workingDays: WorkingDays | null };

/** ISO weekdays, Monday first. */
export const weekdayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** From so many neighbouring weekdays on, the first and the last stand for all. */
const minOfSpan = 3;

/** A number of days, named as they are counted: `3 days`, `3 working days`. */
export function sayDays(n: number, count: DayCount): string {
  return plural(n, dayNoun(count));
}

/** What one day is called where days are counted so. */
export function dayNoun({ workingDays }: DayCount): "day" | "working day" {
  return workingDays ? "working day" : "day";
}

/** Days as the head of a column: `Days`, `Working days`. */
export function daysHead({ workingDays }: DayCount): string {
  return workingDays ? "Working days" : "Days";
}

/** Weekdays in words: `Monday to Friday`, `Monday, Wednesday and Thursday`. */
function sayWeekdays(weekdays: readonly number[]): string {
  const spans: number[][] = [];
  for (const weekday of weekdays) {
    const span = spans.at(-1);
    if (span?.at(-1) === weekday - 1) span.push(weekday);
    else spans.push([weekday]);
  }
  const nameOf = (weekday?: number) => weekdayNames[(weekday ?? 0) - 1] ?? "";
  const parts = spans.flatMap((span) =>
    span.length < minOfSpan ? span.map(nameOf) : [`${nameOf(span[0])} to ${nameOf(span.at(-1))}`],
  );
  const last = parts.pop() ?? "";
  return parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
}

/** A holiday with its weekday, which says whether it takes a working day away: `Fri, 3 Apr 2026`. */
export function sayHoliday(date: string, locale: string): string {
  const parts = { weekday: "short", day: "numeric", month: "short", year: "numeric" } as const;
  return new Intl.DateTimeFormat(locale, { ...parts, timeZone: "UTC" }).format(Date.parse(date));
}

/** Which days count: `Monday to Friday without 2 holidays`. Weekdays must ascend. */
export function sayWorkingDays({ weekdays, holidays }: WorkingDays): string {
  const without = holidays.length === 0 ? "" : ` without ${plural(holidays.length, "holiday")}`;
  return sayWeekdays(weekdays) + without;
}
