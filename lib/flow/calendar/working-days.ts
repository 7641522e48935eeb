import { countBelow } from "../stats/count-below";

/** The days that count: ISO weekdays (Monday is 1), but for the holidays (`YYYY-MM-DD`). */
export type WorkingDays = { weekdays: number[]; holidays: string[] };

const daysOfWeek = 7;

/** 1970-01-01 was a Thursday: day -3 was a Monday. */
const daysSinceMonday = 3;

/**
 * Counts the working days before a day, from an arbitrary beginning on: the difference of two counts is the number of
 * working days in between. Days and holidays are numbers, days since 1970-01-01. Takes as long for a century as for a
 * day.
 */
export function countWorkingDays(
  weekdays: readonly number[],
  holidays: readonly number[],
): (day: number) => number {
  const counts = Array.from({ length: daysOfWeek }, (_, index) => weekdays.includes(index + 1));
  /** Working days among the first days of a week, from none of them to all seven. */
  const ofWeek = [0];
  for (const isWorking of counts) ofWeek.push((ofWeek.at(-1) ?? 0) + (isWorking ? 1 : 0));
  const perWeek = ofWeek[daysOfWeek] ?? 0;
  const placeInWeek = (day: number) => {
    const sinceMonday = day + daysSinceMonday;
    return sinceMonday - Math.floor(sinceMonday / daysOfWeek) * daysOfWeek;
  };
  const off = [...new Set(holidays)].filter((day) => counts[placeInWeek(day)]).sort((a, b) => a - b);
  return (day) => {
    const weeks = Math.floor((day + daysSinceMonday) / daysOfWeek);
    return weeks * perWeek + (ofWeek[placeInWeek(day)] ?? 0) - countBelow(off, day);
  };
}
