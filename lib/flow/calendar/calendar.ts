import { IANAZone } from "luxon";
import { dayMs, minuteMs } from "@/lib/domain/duration";
import { countWorkingDays, type WorkingDays } from "./working-days";

/** Zones change their offset, and days begin, only on quarter hours of UTC. */
const quarterMs = 15 * minuteMs;

/** No zone is further from UTC than this. */
const widestOffsetMs = 15 * 60 * minuteMs;

/** A calendar day as a whole number: days since 1970-01-01 in the calendar's zone. */
export type DayNumber = number;

/** A span of calendar days; both ends belong to it. */
export type DayRange = { from: DayNumber; to: DayNumber };

/** The days of one time zone, and which of them count. The only date arithmetic of the reports. */
export type Calendar = {
  timeZone: string;
  /** Null where every day counts. */
  workingDays: WorkingDays | null;
  /** The day on which an instant (epoch ms) falls. */
  dayOf(at: number): DayNumber;
  /** The first instant of a day (epoch ms); the hour is not 0 where daylight saving begins at midnight. */
  startOf(day: DayNumber): number;
  /**
   * The days that count from one instant to another, both ends included: 1 within a day, below 1 backwards. Where only
   * working days count it is 1, too, for a span without any, since something was done in it.
   */
  countDays(from: number, to: number): number;
  /** Whether a day counts; null where every day does. */
  isWorkingDay: ((day: DayNumber) => boolean) | null;
  /** `YYYY-MM-DD`. */
  toText(day: DayNumber): string;
};

/** Day number of a `YYYY-MM-DD`, which needs no zone. */
export function parseDay(text: string): DayNumber {
  return Date.parse(`${text}T00:00:00Z`) / dayMs;
}

/** `YYYY-MM-DD` of a day number. */
export function formatDay(day: DayNumber): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/**
 * A zone's offsets are slow to work out and never change, so that its calendar is made once. No zone has ever changed
 * its offset twice within a week, so that one which is the same at both ends of a day holds all day.
 */
const calendars = new Map<string, Calendar>();

/** The calendar of an IANA zone, daylight saving included; every day counts. Throws for an unknown zone. */
function calendarOf(timeZone: string): Calendar {
  const known = calendars.get(timeZone);
  if (known) return known;
  const calendar = makeCalendar(timeZone);
  calendars.set(timeZone, calendar);
  return calendar;
}

/** The calendar of an IANA zone in which every day counts, or the working days alone. Throws for an unknown zone. */
export function createCalendar(timeZone: string, workingDays: WorkingDays | null = null): Calendar {
  const calendar = calendarOf(timeZone);
  if (!workingDays) return calendar;
  const { dayOf } = calendar;
  const countBefore = countWorkingDays(workingDays.weekdays, workingDays.holidays.map(parseDay));
  const countDays = (from: number, to: number): number => {
    const first = dayOf(from);
    const last = dayOf(to);
    return last < first ? last - first + 1 : Math.max(1, countBefore(last + 1) - countBefore(first));
  };
  const isWorkingDay = (day: DayNumber) => countBefore(day + 1) > countBefore(day);
  return { ...calendar, workingDays, countDays, isWorkingDay };
}

function makeCalendar(timeZone: string): Calendar {
  const zone = IANAZone.create(timeZone);
  if (!zone.isValid) throw new RangeError(`${timeZone} is not a time zone`);
  const offsetOf = (at: number) => zone.offset(at) * minuteMs;
  const ofDays = new Map<number, number | null>();
  const ofQuarters = new Map<number, number>();

  /** The offset of a whole day of UTC; null for one on which it changes. */
  const readOffset = (day: number): number | null => {
    const offset = offsetOf(day * dayMs);
    const steady = offset === offsetOf((day + 1) * dayMs) ? offset : null;
    ofDays.set(day, steady);
    return steady;
  };
  const readOffsetOfQuarter = (quarter: number): number => {
    const offset = ofQuarters.get(quarter) ?? offsetOf(quarter * quarterMs);
    ofQuarters.set(quarter, offset);
    return offset;
  };
  const offsetAt = (at: number): number => {
    const day = Math.floor(at / dayMs);
    const known = ofDays.get(day);
    const ofDay = known === undefined ? readOffset(day) : known;
    return ofDay ?? readOffsetOfQuarter(Math.floor(at / quarterMs));
  };
  const dayOf = (at: number): DayNumber => Math.floor((at + offsetAt(at)) / dayMs);

  const startOf = (day: DayNumber): number => {
    let before = Math.floor((day * dayMs - widestOffsetMs) / quarterMs);
    let within = Math.ceil((day * dayMs + widestOffsetMs) / quarterMs);
    while (within - before > 1) {
      const middle = Math.floor((before + within) / 2);
      if (dayOf(middle * quarterMs) >= day) within = middle;
      else before = middle;
    }
    return within * quarterMs;
  };

  const countDays = (from: number, to: number): number => dayOf(to) - dayOf(from) + 1;

  return { timeZone, workingDays: null, dayOf, startOf, countDays, isWorkingDay: null, toText: formatDay };
}

/** The Monday that begins a day's ISO week. */
export function mondayOf(day: DayNumber): DayNumber {
  // 1970-01-01 was a Thursday, three days after its Monday.
  return day - ((((day + 3) % 7) + 7) % 7);
}

/** How many days a range has; 0 for one that ends before it begins. */
export function lengthOf(range: DayRange): number {
  return Math.max(0, range.to - range.from + 1);
}

/** Whether an instant falls on a day of the range. */
export function isWithin(calendar: Calendar, at: number, range: DayRange): boolean {
  const day = calendar.dayOf(at);
  return day >= range.from && day <= range.to;
}

/** A range of days as instants: `[begin, end)` in epoch ms. */
export function instantsOf(calendar: Calendar, range: DayRange): { begin: number; end: number } {
  return { begin: calendar.startOf(range.from), end: calendar.startOf(range.to + 1) };
}
