import type { Calendar, DayNumber } from "../calendar/calendar";

/** From which past days a day to come is drawn: the same weekday, working or other days, or all of them. */
export type DrawBasis = "weekday" | "working-day" | "any-day";

/** Kinds of days, numbered from 0: a day is drawn from past days of its own kind. */
export type DayDraw = { basis: DrawBasis; kinds: number; kindOf(day: DayNumber): number };

/** Shorter samples know too little of each weekday. */
const minDaysForWeekdays = 28;

const daysOfWeek = 7;

/** Every day is drawn from all past days. */
export const anyDay: DayDraw = { basis: "any-day", kinds: 1, kindOf: () => 0 };

const byWeekday: DayDraw = {
  basis: "weekday",
  kinds: daysOfWeek,
  kindOf: (day) => ((day % daysOfWeek) + daysOfWeek) % daysOfWeek,
};

/**
 * How days are drawn from a sample of `length` past days that begins on `first`. Where working days count, working days
 * and others apart, if the sample has both; else, by weekday from four weeks of sample on.
 */
export function chooseDraw(calendar: Calendar, first: DayNumber, length: number): DayDraw {
  const { isWorkingDay } = calendar;
  const sampled = new Set(
    Array.from({ length: isWorkingDay ? length : 0 }, (_, index) => isWorkingDay?.(first + index)),
  );
  if (isWorkingDay && sampled.size === 2)
    return { basis: "working-day", kinds: 2, kindOf: (day) => (isWorkingDay(day) ? 0 : 1) };
  if (calendar.workingDays && calendar.workingDays.weekdays.length < daysOfWeek) return anyDay;
  return length >= minDaysForWeekdays ? byWeekday : anyDay;
}
