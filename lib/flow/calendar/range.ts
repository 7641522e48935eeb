import { type DayNumber, type DayRange, formatDay, parseDay } from "./calendar";

/** Days that somebody asked for, as `YYYY-MM-DD`; either end may be left to the board. */
export type AskedRange = { from?: string; to?: string };

export type RangeFault = { path: "from" | "to"; message: string };

/** The first day that a range may name. */
const firstDayOfAll = "1900-01-01";

/** How far ahead of today a day may lie, in days; it is then taken as today. */
const maxDaysAhead = 366;

/** What is wrong with a day that a figure is asked for, in words that say what to do; null: nothing. */
export function findDayFault(text: string, today: DayNumber): string | null {
  const last = formatDay(today + maxDaysAhead);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && Number.isFinite(parseDay(text));
  if (!isDay || text < firstDayOfAll || text > last)
    return `${text || "Nothing"} is not a day from ${firstDayOfAll} to ${last}. Is the year right?`;
  return null;
}

/** What is wrong with a range, and at which end; null: nothing. */
export function findRangeFault({ from, to }: AskedRange, today: DayNumber): RangeFault | null {
  for (const [path, text] of [["from", from] as const, ["to", to] as const]) {
    const message = text === undefined ? null : findDayFault(text, today);
    if (message !== null) return { path, message };
  }
  if (from !== undefined && to !== undefined && from > to)
    return { path: "from", message: `The first day, ${from}, is after the last one, ${to}.` };
  return null;
}

/**
 * The days of a range on which the board lived: none before its first day, none after today. A range that lies wholly
 * outside of them is its day that is nearest to now but not ahead, on which nothing was yet.
 */
export function clipRange(asked: DayRange, life: DayRange): DayRange {
  const to = Math.min(asked.to, life.to);
  return { from: Math.min(Math.max(asked.from, life.from), to), to };
}
