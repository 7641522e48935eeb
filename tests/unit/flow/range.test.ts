import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDay, parseDay } from "@/lib/flow/calendar/calendar";
import { clipRange, findRangeFault } from "@/lib/flow/calendar/range";

const today = parseDay("2026-11-27");
const clip = (from: string, to: string, first = "2026-10-01") => {
  const range = clipRange({ from: parseDay(from), to: parseDay(to) }, { from: parseDay(first), to: today });
  return `${formatDay(range.from)} ${formatDay(range.to)}`;
};

describe("a range is clipped to the life of the board", () => {
  test.each([
    ["2026-11-01", "2026-11-20", "2026-11-01 2026-11-20"],
    ["1900-01-01", "2027-11-01", "2026-10-01 2026-11-27"],
    ["2026-12-24", "2026-12-31", "2026-11-27 2026-11-27"],
    ["2020-01-01", "2020-12-31", "2020-12-31 2020-12-31"],
  ])("%s to %s", (from, to, clipped) => expect(clip(from, to)).toBe(clipped));

  test("a board of today is one day", () => {
    expect(clip("2026-08-30", "2026-11-27", "2026-11-27")).toBe("2026-11-27 2026-11-27");
  });

  test("it is never empty, never ahead, and no longer than the life", () => {
    const dayNumber = fc.integer({ min: -30_000, max: 90_000 });
    fc.assert(
      fc.property(dayNumber, dayNumber, dayNumber, dayNumber, (a, b, c, d) => {
        const life = { from: Math.min(a, b), to: Math.max(a, b) };
        const range = clipRange({ from: Math.min(c, d), to: Math.max(c, d) }, life);
        expect(range.from).toBeLessThanOrEqual(range.to);
        expect(range.to).toBeLessThanOrEqual(life.to);
        expect(range.to - range.from).toBeLessThanOrEqual(life.to - life.from);
        expect(clipRange(range, life)).toEqual(range);
      }),
    );
  });
});

describe("a mistyped day is refused in words", () => {
  test.each([
    [
      { from: "0206-01-01" },
      "from",
      "0206-01-01 is not a day from 1900-01-01 to 2027-11-28. Is the year right?",
    ],
    [
      { to: "20266-01-01" },
      "to",
      "20266-01-01 is not a day from 1900-01-01 to 2027-11-28. Is the year right?",
    ],
    [
      { to: "2026-02-30x" },
      "to",
      "2026-02-30x is not a day from 1900-01-01 to 2027-11-28. Is the year right?",
    ],
    [{ to: "" }, "to", "Nothing is not a day from 1900-01-01 to 2027-11-28. Is the year right?"],
    [
      { from: "2026-03-02", to: "2026-03-01" },
      "from",
      "The first day, 2026-03-02, is after the last one, 2026-03-01.",
    ],
  ])("%o", (asked, path, message) => expect(findRangeFault(asked, today)).toEqual({ path, message }));

  test("a year ahead is taken", () => {
    expect(findRangeFault({ from: "1900-01-01", to: "2027-11-27" }, today)).toBeNull();
    expect(findRangeFault({}, today)).toBeNull();
  });
});
