import fc from "fast-check";
import { expect, test } from "vitest";
import { mendReadings, type Reading } from "@/lib/domain/clock-mending";

const now = 1_000_000;
const mend = (...instants: number[]) =>
  mendReadings(
    instants.map((at, index): Reading => ({ version: index + 1, at })),
    now,
  ).map(({ became }) => became);

test("a stretch that was ahead ends with the next right change, its distances kept", () => {
  expect(mend(100, now + 5_000, now + 5_010, now + 5_040, 900)).toEqual([100, 860, 870, 900, 900]);
});

test("where none follows it begins with the last right one", () => {
  expect(mend(100, now + 5_000, now + 5_010)).toEqual([100, 100, 110]);
});

test("it is laid between the right ones however long it was", () => {
  expect(mend(100, now + 1, now + 5_000, now + 9_000, 150)).toEqual([100, 100, 100, 150, 150]);
});

test("a board of which every change was ahead has been made up to now", () => {
  expect(mend(now + 50, now + 70)).toEqual([now - 20, now]);
});

test("a change of this very instant is right, whatever wrong ones follow it", () => {
  expect(mend(now, now + 50, now + 70)).toEqual([now, now, now]);
});

test("a clock that went back without ever being ahead changes nothing but the order's ties", () => {
  expect(mend(300, 200, 400)).toEqual([300, 300, 400]);
});

const instants = fc.array(
  fc.oneof(fc.integer({ min: 0, max: now }), fc.integer({ min: now + 1, max: now * 1_000 })),
  { maxLength: 40 },
);

test("never later than now, never back, and every right one stays that is not overtaken", () => {
  fc.assert(
    fc.property(instants, (ats) => {
      const mended = mend(...ats);
      expect(mended).toHaveLength(ats.length);
      let reached = Number.NEGATIVE_INFINITY;
      ats.forEach((at, index) => {
        const became = mended[index] ?? Number.NaN;
        expect(became).toBeLessThanOrEqual(now);
        expect(became).toBeGreaterThanOrEqual(reached);
        if (at <= now) expect(became).toBe(Math.max(at, reached));
        reached = became;
      });
    }),
  );
});

test("what is mended stays as it is when mended again", () => {
  fc.assert(
    fc.property(instants, (ats) => {
      const once = mend(...ats);
      expect(mend(...once)).toEqual(once);
    }),
  );
});

test("the present instant is no fault, and one just after it is", () => {
  expect(mend(now)).toEqual([now]);
  expect(mend(100, now, now)).toEqual([100, now, now]);
  expect(mend(100, now + 1, 200)).toEqual([100, 200, 200]);
});
