import { type Calendar, parseDay } from "@/lib/flow/calendar";

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** The instant (epoch ms) that a day or an instant asks for. A day stands for its end, or for now while it lasts. */
export function readAsOf(calendar: Calendar, text: string, now: number): number {
  return isDay(text) ? Math.min(calendar.startOf(parseDay(text) + 1) - 1, now) : Date.parse(text);
}
