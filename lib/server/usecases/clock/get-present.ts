import "server-only";
import { createCalendar } from "@/lib/flow/calendar/calendar";
import { readClock } from "../../store/clock/clock";

/** The present instant by the database's clock (epoch ms), from which pages reckon ages. */
export function getPresentInstant(): Promise<number> {
  return readClock();
}

/** The day that it is in a zone by the database's clock, `YYYY-MM-DD`. Throws for an unknown zone. */
export async function getToday(timeZone: string): Promise<string> {
  const calendar = createCalendar(timeZone);
  return calendar.toText(calendar.dayOf(await readClock()));
}
