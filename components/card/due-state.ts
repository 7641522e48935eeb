import { dayMs } from "@/lib/domain/duration";

/** Whether a due date has passed, is near, or is far; a finished card is never late any more. */
export type DueState = "late" | "today" | "soon" | "later" | "met";

const soonDays = 3;

/** The calendar day of an instant in a zone, `YYYY-MM-DD`. */
export function dayIn(timeZone: string, instantMs: number): string {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(instantMs);
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
}

/** `dueDate` and `today`: calendar days in the board's zone. */
export function dueStateOf(dueDate: string, today: string, isFinished: boolean): DueState {
  if (isFinished) return "met";
  const days = (Date.parse(dueDate) - Date.parse(today)) / dayMs;
  if (days < 0) return "late";
  if (days === 0) return "today";
  return days <= soonDays ? "soon" : "later";
}
