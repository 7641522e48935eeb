import { dayWords } from "@/lib/client/format/day-words";
import { dayMs } from "@/lib/domain/duration";
import { axisLook } from "./looks";

/** A calendar day (`YYYY-MM-DD`) as a place on a time axis: its midnight in UTC, whatever the zone. */
export function placeOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`);
}

/** The calendar day of a place on a time axis. */
export function dayAt(place: number): string {
  return new Date(Math.round(place / dayMs) * dayMs).toISOString().slice(0, 10);
}

/** An axis of days, whose places `placeOf` gives. */
export function dayAxisLook(locale: string) {
  return {
    ...axisLook,
    dataKey: "place",
    type: "number",
    scale: "time",
    tickFormatter: (place: number) => dayWords(dayAt(place), locale, "short"),
    minTickGap: 40,
  } as const;
}
