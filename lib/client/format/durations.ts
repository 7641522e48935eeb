const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** An elapsed time in one or two rough units, for reading at a glance: `3 d`, `5 h`, `12 min`. Never negative. */
export function shortDuration(elapsedMs: number): string {
  const elapsed = Math.max(0, elapsedMs);
  if (elapsed >= day) return `${Math.floor(elapsed / day)} d`;
  if (elapsed >= hour) return `${Math.floor(elapsed / hour)} h`;
  return `${Math.floor(elapsed / minute)} min`;
}

/** The same for sentences and screen readers: `3 days`, `1 hour`, `less than a minute`. */
export function spokenDuration(elapsedMs: number): string {
  const elapsed = Math.max(0, elapsedMs);
  if (elapsed >= day) return count(Math.floor(elapsed / day), "day");
  if (elapsed >= hour) return count(Math.floor(elapsed / hour), "hour");
  if (elapsed >= minute) return count(Math.floor(elapsed / minute), "minute");
  return "less than a minute";
}

/** The same for tables and axes: days, to a tenth. */
export function inDays(elapsedMs: number): number {
  return Math.round((elapsedMs / day) * 10) / 10;
}

function count(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? "" : "s"}`;
}
