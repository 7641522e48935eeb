import fc from "fast-check";
import { expect, test } from "vitest";
import { type ClockState, confirmClock } from "@/lib/domain/clock-confirmation";

const hour = 3_600_000;
const year = 365 * 24 * hour;

const read = (...readings: number[]) =>
  readings.reduce((state: ClockState | null, reading) => confirmClock(state, reading), null);

test("a reading is confirmed by one that is an hour later", () => {
  expect(read(0)).toEqual({ newest: 0, confirmed: null });
  expect(read(0, hour)).toEqual({ newest: hour, confirmed: 0 });
  expect(read(0, hour, 2 * hour)).toEqual({ newest: 2 * hour, confirmed: hour });
});

test("starts that follow each other quickly confirm nothing", () => {
  expect(read(0, 10, 20, hour - 1)).toEqual({ newest: 0, confirmed: null });
});

test("a clock that stays years ahead is believed by a day with each reading", () => {
  expect(read(0, hour, 2 * year, 2 * year + hour)?.confirmed).toBe(25 * hour);
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 3 * year }), { minLength: 1, maxLength: 50 }),
      (readings) => {
        let state: ClockState | null = null;
        for (const reading of readings) {
          const before: ClockState | null = state;
          state = confirmClock(before, reading);
          expect(state.confirmed ?? 0).toBeLessThanOrEqual(reading);
          if (before?.confirmed != null)
            expect(state.confirmed).toBeLessThanOrEqual(before.confirmed + 24 * hour);
        }
      },
    ),
  );
});

test("a clock that is read each hour is confirmed up to the reading before, however long it goes on", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: hour, max: 23 * hour }), { maxLength: 50 }), (steps) => {
      let now = 0;
      let state: ClockState = confirmClock(null, now);
      for (const step of steps) {
        const before: number = now;
        now += step;
        state = confirmClock(state, now);
        expect(state.confirmed).toBe(before);
      }
    }),
  );
});

test("a clock that goes back takes back what it had confirmed beyond", () => {
  expect(read(2 * year, 2 * year + hour, 5)).toEqual({ newest: 5, confirmed: 5 });
});

test("a clock that is years ahead at some readings, and right at those between, is never believed", () => {
  const ahead = fc.record({ isAhead: fc.boolean(), stepMs: fc.integer({ min: 0, max: 30 * hour }) });
  fc.assert(
    fc.property(fc.array(ahead, { minLength: 1, maxLength: 50 }), (steps) => {
      let now = 0;
      let state: ClockState | null = null;
      let wasAhead = false;
      for (const { isAhead, stepMs } of steps) {
        now += stepMs;
        // Wrong for one reading at a time.
        wasAhead = isAhead && !wasAhead;
        state = confirmClock(state, wasAhead ? now + 2 * year : now);
        expect(state.confirmed ?? 0).toBeLessThanOrEqual(now);
      }
    }),
  );
});

test("a reading that says the same again takes nothing back, and one that goes back keeps what lies before", () => {
  expect(read(0, hour, hour)).toEqual({ newest: hour, confirmed: 0 });
  expect(read(0, 5)).toEqual({ newest: 0, confirmed: null });
  expect(read(5, 0)).toEqual({ newest: 0, confirmed: null });
  expect(read(0, hour, hour - 1)).toEqual({ newest: hour - 1, confirmed: 0 });
});

test("what confirms is the distance between readings, whatever the epoch says", () => {
  expect(read(-hour, -hour + 1)).toEqual({ newest: -hour, confirmed: null });
  expect(read(hour, hour + 1)).toEqual({ newest: hour, confirmed: null });
});
