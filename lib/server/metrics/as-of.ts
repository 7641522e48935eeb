import { invalidRequest } from "@/lib/domain/errors";
import { type Calendar, parseDay } from "@/lib/flow/calendar/calendar";
import { findDayFault } from "@/lib/flow/calendar/range";

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

/**
 * The instant (epoch ms) that a day or an instant asks for, no later than now. A day stands for its end. Throws `invalid`
 * for one more than a year ahead.
 */
export function parseAsOf(calendar: Calendar, text: string, now: number): number {
  const day = isDay(text) ? parseDay(text) : calendar.dayOf(Date.parse(text));
  const message = findDayFault(calendar.toText(day), calendar.dayOf(now));
  if (message !== null) throw invalidRequest("asOf", message);
  return Math.min(isDay(text) ? calendar.startOf(day + 1) - 1 : Date.parse(text), now);
}
