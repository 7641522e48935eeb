import fc from "fast-check";
import { expect, test } from "vitest";
import { dayMs } from "@/lib/domain/duration";
import { createCalendar, formatDay, parseDay } from "@/lib/flow/calendar/calendar";

test.each([
  ["UTC", "2026-03-02T23:59:59.999Z", "2026-03-02"],
  ["Europe/Paris", "2026-03-02T23:00:00Z", "2026-03-03"],
  // Daylight saving: +13:45 until 5 April 2026, +12:45 after.
  ["Pacific/Chatham", "2026-03-02T10:14:59Z", "2026-03-02"],
  ["Pacific/Chatham", "2026-03-02T10:15:00Z", "2026-03-03"],
  ["Pacific/Chatham", "2026-07-02T11:14:59Z", "2026-07-02"],
  ["Pacific/Chatham", "2026-07-02T11:15:00Z", "2026-07-03"],
])("%s: %s is on %s", (zone, instant, day) => {
  expect(formatDay(createCalendar(zone).dayOf(Date.parse(instant)))).toBe(day);
});

test("a day may have 23 or 25 hours, and may begin at 1 o'clock", () => {
  const paris = createCalendar("Europe/Paris");
  const hours = (calendar: typeof paris, text: string) =>
    (calendar.startOf(parseDay(text) + 1) - calendar.startOf(parseDay(text))) / 3_600_000;
  expect(hours(paris, "2026-03-29")).toBe(23);
  expect(hours(paris, "2026-10-25")).toBe(25);
  // Beirut turned its clocks from 0:00 to 1:00 on 27 March 2022.
  const beirut = createCalendar("Asia/Beirut");
  expect(new Date(beirut.startOf(parseDay("2022-03-27"))).toISOString()).toBe("2022-03-26T22:00:00.000Z");
  expect(hours(beirut, "2022-03-27")).toBe(23);
});

test("a day begins at the first instant that is on it", () => {
  const zones = [
    "UTC",
    "Europe/Paris",
    "America/New_York",
    "Pacific/Chatham",
    "Asia/Kathmandu",
    "America/St_Johns",
  ];
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 14_000, max: 24_000 }), (zone, day) => {
      const calendar = createCalendar(zone);
      const start = calendar.startOf(day);
      expect(calendar.dayOf(start)).toBe(day);
      expect(calendar.dayOf(start - 1)).toBe(day - 1);
    }),
  );
});

test("days as text come back as the same day", () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 40_000 }), (day) => parseDay(formatDay(day)) === day));
});

test("an unknown zone is refused", () => {
  expect(() => createCalendar("Mars/Olympus")).toThrow("not a time zone");
  expect(createCalendar("UTC").dayOf(dayMs)).toBe(1);
});
