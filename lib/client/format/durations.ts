import { dayMs, hourMs, minuteMs } from "@/lib/domain/duration";
import { plural } from "./plural";

/** An elapsed time in one or two rough units, for reading at a glance: `3 d`, `5 h`, `12 min`. Never negative. */
export function shortDuration(elapsedMs: number): string {
  const elapsed = Math.max(0, elapsedMs);
  if (elapsed >= dayMs) return `${Math.floor(elapsed / dayMs)} d`;
  if (elapsed >= hourMs) return `${Math.floor(elapsed / hourMs)} h`;
  return `${Math.floor(elapsed / minuteMs)} min`;
}

/** The same for sentences and screen readers: `3 days`, `1 hour`, `less than a minute`. */
export function spokenDuration(elapsedMs: number): string {
  const elapsed = Math.max(0, elapsedMs);
  if (elapsed >= dayMs) return plural(Math.floor(elapsed / dayMs), "day");
  if (elapsed >= hourMs) return plural(Math.floor(elapsed / hourMs), "hour");
  if (elapsed >= minuteMs) return plural(Math.floor(elapsed / minuteMs), "minute");
  return "less than a minute";
}

/** The same for tables and axes: days, to a tenth. */
export function inDays(elapsedMs: number): number {
  return Math.round((elapsedMs / dayMs) * 10) / 10;
}
