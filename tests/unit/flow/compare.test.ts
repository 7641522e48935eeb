import fc from "fast-check";
import { expect, test } from "vitest";
import { compareFigure, periodBefore } from "@/lib/flow/boards/compare";
import { lengthOf, parseDay } from "@/lib/flow/calendar/calendar";

test("the period before has as many days and ends where the other begins", () => {
  expect(periodBefore({ from: parseDay("2026-03-01"), to: parseDay("2026-03-31") })).toEqual({
    from: parseDay("2026-01-29"),
    to: parseDay("2026-02-28"),
  });
  fc.assert(
    fc.property(fc.nat(30_000), fc.nat(800), (from, more) => {
      const range = { from, to: from + more };
      const before = periodBefore(range);
      expect(lengthOf(before)).toBe(lengthOf(range));
      expect(before.to + 1).toBe(range.from);
    }),
  );
});

test("a change is given where there is something to compare", () => {
  expect(compareFigure(10, 8, null)).toEqual({
    now: 10,
    before: 8,
    difference: 2,
    relative: 0.25,
    tooFew: null,
  });
  expect(compareFigure(10, 0, null)).toEqual({
    now: 10,
    before: 0,
    difference: 10,
    relative: null,
    tooFew: null,
  });
  expect(compareFigure(null, 8, null)).toEqual({
    now: null,
    before: 8,
    difference: null,
    relative: null,
    tooFew: null,
  });
  expect(compareFigure(3, null, null)).toEqual({
    now: 3,
    before: null,
    difference: null,
    relative: null,
    tooFew: null,
  });
});
