import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayMs } from "@/lib/domain/duration";
import { measureFinishes } from "@/lib/flow/boards/key-figures";
import { createCalendar, formatDay, parseDay } from "@/lib/flow/calendar/calendar";
import type { WorkingDays } from "@/lib/flow/calendar/working-days";
import { measurePace } from "@/lib/flow/metrics/pace";
import { holdAgainstExpectation, sampleCycleDays } from "@/lib/flow/metrics/service-level";
import { countThroughput } from "@/lib/flow/metrics/throughput";
import { measureWorkItemAge } from "@/lib/flow/metrics/work-item-age";
import { at, history, measureCycleTime, measureLeadTime, timelinesOf, workflow } from "../../support/history";

const zones = [
  "UTC",
  "Europe/Paris",
  "America/New_York",
  "Pacific/Chatham",
  "Asia/Beirut",
  "America/St_Johns",
];
const mondayToFriday = [1, 2, 3, 4, 5];

/** The date on the wall, from the platform and not from the calendar under test. */
function wallDate(timeZone: string, instant: number): string {
  const parts = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
  return new Intl.DateTimeFormat("en-CA", { timeZone, ...parts }).format(instant);
}

/** The working days from one date to another, one after the other. */
function walk(first: string, last: string, { weekdays, holidays }: WorkingDays): number {
  let count = 0;
  for (let at = Date.parse(first); at <= Date.parse(last); at += dayMs) {
    const date = new Date(at);
    const weekday = date.getUTCDay() || 7;
    if (weekdays.includes(weekday) && !holidays.includes(date.toISOString().slice(0, 10))) count++;
  }
  return Math.max(1, count);
}

const january = Date.parse("2025-01-01T00:00:00Z");
const instants = fc.integer({ min: january, max: january + 3 * 366 * dayMs });
const settings = fc.record({
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  holidays: fc
    .array(fc.integer({ min: parseDay("2024-12-25"), max: parseDay("2028-01-05") }), { maxLength: 40 })
    .map((days) => days.map(formatDay)),
});

describe("working days are counted as if one by one", () => {
  test.each(zones)("in %s, across changes of the clock and of the year", (zone) => {
    fc.assert(
      fc.property(instants, instants, settings, (one, other, setting) => {
        const [from, to] = one <= other ? [one, other] : [other, one];
        const days = createCalendar(zone, setting).countDays(from, to);
        expect(days).toBe(walk(wallDate(zone, from), wallDate(zone, to), setting));
      }),
      { numRuns: 150 },
    );
  });

  test("days before 1970 too", () => {
    const calendar = createCalendar("UTC", { weekdays: mondayToFriday, holidays: ["1969-12-25"] });
    // 1969-12-22 and 1970-01-05 were Mondays.
    expect(calendar.countDays(Date.parse("1969-12-22"), Date.parse("1970-01-05"))).toBe(10);
  });

  test("where every weekday works and there is no holiday, days are those of the calendar", () => {
    const all = { weekdays: [1, 2, 3, 4, 5, 6, 7], holidays: [] };
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, instants, (zone, from, to) => {
        expect(createCalendar(zone, all).countDays(from, to)).toBe(createCalendar(zone).countDays(from, to));
      }),
    );
  });
});

test("a span without a working day is 1 day, and one that runs backwards is below 1", () => {
  const calendar = createCalendar("Europe/Paris", { weekdays: mondayToFriday, holidays: ["2026-12-25"] });
  const days = (from: string, to: string) =>
    calendar.countDays(Date.parse(`${from}+01:00`), Date.parse(`${to}+01:00`));
  expect(days("2026-12-27T09:00", "2026-12-27T17:00")).toBe(1);
  expect(days("2026-12-25T09:00", "2026-12-27T17:00")).toBe(1);
  expect(days("2026-12-24T23:59", "2026-12-28T00:00")).toBe(2);
  expect(days("2026-12-28T17:00", "2026-12-28T09:00")).toBe(1);
  expect(days("2026-12-28T00:00", "2026-12-27T23:59")).toBe(0);
});

test("a board's setting is its own, in the same zone", () => {
  const short = createCalendar("Asia/Tokyo", { weekdays: [1], holidays: [] });
  const plain = createCalendar("Asia/Tokyo");
  const week = [Date.parse("2026-03-02T03:00Z"), Date.parse("2026-03-08T03:00Z")] as const;
  expect([short.countDays(...week), plain.countDays(...week)]).toEqual([1, 7]);
  expect([short.workingDays?.weekdays, plain.workingDays]).toEqual([[1], null]);
});

// Good Friday was 3 April 2026, Easter Monday the 6th; a holiday on a Saturday takes nothing away.
describe("a history over Easter 2026, worked out by hand", () => {
  const calendar = createCalendar("UTC", {
    weekdays: mondayToFriday,
    holidays: ["2026-04-11", "2026-04-06", "2026-04-03"],
  });
  const range = { from: parseDay("2026-04-01"), to: parseDay("2026-04-12") };
  const cards = timelinesOf(
    // Thursday and Tuesday: 2 days.
    history("A").enters("doing", "2026-04-02 09:00").enters("done", "2026-04-07 10:00"),
    // Wednesday and Thursday: 2 days. Written down on Monday: a lead time of 4.
    history("B")
      .enters("ideas", "2026-03-30 09:00")
      .enters("doing", "2026-04-01 09:00")
      .enters("done", "2026-04-02 10:00"),
    // Saturday and Sunday: 1 day.
    history("C").enters("doing", "2026-04-04 09:00").enters("done", "2026-04-05 10:00"),
    // Tuesday to Thursday, Tuesday and Wednesday: 5 days. It was 3 days old when it left Doing on Saturday.
    history("D")
      .enters("doing", "2026-03-31 09:00")
      .enters("review", "2026-04-04 09:00")
      .enters("done", "2026-04-08 10:00"),
    // Thursday, and Tuesday to Friday: 5 days old on Sunday.
    history("E").enters("doing", "2026-04-02 09:00"),
  );
  const asOf = at("2026-04-12 12:00");

  test("cycle time, lead time and the histogram", () => {
    const cycle = measureCycleTime(calendar, cards, range, [50, 85]);
    const daysOf = ({ items }: typeof cycle) =>
      Object.fromEntries(items.map(({ card, days }) => [card.cardId, days]));
    expect(daysOf(cycle)).toEqual({ A: 2, B: 2, C: 1, D: 5 });
    expect(cycle.percentiles).toEqual({ "50": 2, "85": 5 });
    expect(cycle.histogram).toEqual([
      { days: 1, count: 1 },
      { days: 2, count: 2 },
      { days: 5, count: 1 },
    ]);
    expect(daysOf(measureLeadTime(calendar, cards, range, []))).toEqual({ A: 2, B: 4, C: 1, D: 5 });
    expect(measureFinishes(calendar, cards, range)).toEqual({ throughput: 4, medianDays: 2, p85Days: 5 });
  });

  test("age, pace and service level", () => {
    expect(measureWorkItemAge(calendar, cards, asOf)).toMatchObject([{ cardId: "E", ageDays: 5 }]);
    const doing = measurePace(calendar, workflow, cards, range, [50, 100]).find(
      ({ columnId }) => columnId === "doing",
    );
    expect(doing).toMatchObject({ n: 4, percentiles: { "50": 2, "100": 3 } });
    const days = sampleCycleDays(calendar, cards, range);
    const level = holdAgainstExpectation(calendar, days, cards, asOf, { percentile: 85, days: 4 });
    expect(level).toMatchObject({ attainment: 3 / 4, late: [{ cardId: "E", ageDays: 5 }], atRisk: [] });
  });

  test("elapsed times and throughput go by every day", () => {
    const { items } = measureCycleTime(calendar, cards, range, []);
    expect(items.find(({ card }) => card.cardId === "A")?.elapsedMs).toBe(5 * dayMs + 3_600_000);
    const { days } = countThroughput(calendar, cards, range);
    expect(days).toHaveLength(12);
    expect(days.filter(({ count }) => count > 0).map(({ date }) => date)).toEqual([
      "2026-04-02",
      "2026-04-05",
      "2026-04-07",
      "2026-04-08",
    ]);
  });
});
