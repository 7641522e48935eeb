import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDay } from "@/lib/flow/calendar/calendar";
import { measureProcessBehaviour } from "@/lib/flow/metrics/process-behaviour";
import { findSignals, type ProcessLimits, processLimits } from "@/lib/flow/stats/xmr";
import { history, timelinesOf, utc, workflow } from "../../support/history";

describe("natural limits", () => {
  test("a worked series, nothing rounded", () => {
    // Moving ranges 2, 1, 3, 2: mean 2.
    const limits = processLimits([5, 7, 6, 9, 7]);
    expect(limits?.mean).toBeCloseTo(6.8, 12);
    expect(limits?.upper).toBeCloseTo(6.8 + 2.66 * 2, 12);
    expect(limits?.lower).toBeCloseTo(6.8 - 2.66 * 2, 12);
    expect(limits?.sigma).toBeCloseTo(2 / 1.128, 12);
  });

  test("a lower limit below 0 is none", () => {
    expect(processLimits([0, 3, 0, 4])?.lower).toBeNull();
    expect(processLimits([2, 2])?.lower).toBe(2);
  });

  test("fewer than two values have no limits", () => {
    expect(processLimits([])).toBeNull();
    expect(processLimits([4])).toBeNull();
  });

  test("are about the mean, and mirrored series have mirrored limits", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 100, max: 140 }), { minLength: 2 }), (values) => {
        const limits = processLimits(values) as ProcessLimits;
        const mirrored = processLimits(values.map((value) => 240 - value)) as ProcessLimits;
        expect(limits.upper + (mirrored.lower ?? 0)).toBeCloseTo(240, 6);
        expect(limits.upper - limits.mean).toBeCloseTo(3 * limits.sigma, 1);
      }),
    );
  });
});

describe("signals", () => {
  const limits: ProcessLimits = { mean: 10, upper: 16, lower: 4, sigma: 2 };
  const rulesOf = (values: number[]) =>
    findSignals(values, limits).map(({ index, rule, side }) => `${index} ${rule} ${side}`);

  test("beyond a limit, and not on it", () => {
    expect(rulesOf([16, 10, 10, 16.1, 10, 4, 10, 10, 3.9])).toEqual([
      "3 beyond-limits above",
      "8 beyond-limits below",
    ]);
  });

  test("2 of 3 beyond 2 sigma on the same side", () => {
    expect(rulesOf([10, 14.5, 10, 14.5, 10])).toEqual(["1 two-of-three above", "3 two-of-three above"]);
    expect(rulesOf([10, 14.5, 10, 5.5, 10])).toEqual([]);
    expect(rulesOf([10, 14.5, 10, 10, 14.5])).toEqual([]);
    expect(rulesOf([14, 14, 10])).toEqual([]);
    expect(rulesOf([14.5, 14.5])).toEqual([]);
  });

  test("4 of 5 beyond 1 sigma", () => {
    expect(rulesOf([7, 7, 10, 7, 7])).toEqual([
      "0 four-of-five below",
      "1 four-of-five below",
      "3 four-of-five below",
      "4 four-of-five below",
    ]);
    expect(rulesOf([7, 7, 10, 7, 8])).toEqual([]);
  });

  test("8 in a row on one side; a point on the mean breaks the row", () => {
    const eight = Array.from({ length: 8 }, () => 11);
    expect(rulesOf(eight)).toEqual(eight.map((_, index) => `${index} eight-in-a-row above`));
    expect(rulesOf([...eight.slice(1), 10, ...eight.slice(1)])).toEqual([]);
  });

  test("without a lower limit nothing is beyond it", () => {
    expect(findSignals([0, 10, 10, 0], { ...limits, lower: null })).toEqual([]);
  });

  test("a series that never changes has none", () => {
    fc.assert(
      fc.property(fc.nat(50), fc.integer({ min: 2, max: 30 }), (value, n) => {
        const values = Array.from({ length: n }, () => value);
        expect(findSignals(values, processLimits(values) as ProcessLimits)).toEqual([]);
      }),
    );
  });

  test("each point is named once per rule, in order", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 2 }), (values) => {
        const signals = rulesOf(values);
        expect(new Set(signals).size).toBe(signals.length);
        const order = signals.map((signal) => Number.parseInt(signal, 10));
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }),
    );
  });
});

describe("of a board", () => {
  const cards = timelinesOf(
    history("A").enters("doing", "2026-03-02 09:00").enters("done", "2026-03-03 09:00"),
    history("B").enters("doing", "2026-03-02 10:00").enters("done", "2026-03-05 09:00"),
    history("C").enters("doing", "2026-03-04 10:00"),
  );
  const range = { from: parseDay("2026-03-02"), to: parseDay("2026-03-05") };
  const valuesOf = (measure: "throughput" | "weekly-throughput" | "cycle-time" | "wip", within = range) =>
    measureProcessBehaviour(utc, workflow, cards, within, measure).points.map(({ value }) => value);

  test("throughput and WIP by day, cycle time by card", () => {
    expect(valuesOf("throughput")).toEqual([0, 1, 0, 1]);
    expect(valuesOf("wip")).toEqual([2, 1, 2, 1]);
    expect(measureProcessBehaviour(utc, workflow, cards, range, "cycle-time").points).toEqual([
      { date: "2026-03-03", value: 2, cardId: "A" },
      { date: "2026-03-05", value: 4, cardId: "B" },
    ]);
  });

  test("throughput by week takes whole weeks alone", () => {
    const days = (from: string, to: string) => ({ from: parseDay(from), to: parseDay(to) });
    // 2 March 2026 is a Monday.
    expect(valuesOf("weekly-throughput", days("2026-02-23", "2026-03-08"))).toEqual([0, 2]);
    expect(valuesOf("weekly-throughput", days("2026-02-24", "2026-03-08"))).toEqual([2]);
    expect(valuesOf("weekly-throughput", days("2026-02-23", "2026-03-07"))).toEqual([0]);
    expect(valuesOf("weekly-throughput", days("2026-03-03", "2026-03-06"))).toEqual([]);
  });

  test("a fixed baseline gives the limits, in the range or before it", () => {
    const quiet = { from: parseDay("2026-02-01"), to: parseDay("2026-02-20") };
    expect(measureProcessBehaviour(utc, workflow, cards, range, "throughput", quiet)).toMatchObject({
      mean: 0,
      upper: 0,
      lower: 0,
      signals: [
        { index: 1, rule: "beyond-limits" },
        { index: 1, rule: "two-of-three" },
        { index: 3, rule: "beyond-limits" },
        { index: 3, rule: "two-of-three" },
      ],
    });
  });

  test("too few values have points, no limits and no signals", () => {
    const day = { from: range.to, to: range.to };
    expect(measureProcessBehaviour(utc, workflow, cards, day, "cycle-time")).toMatchObject({
      points: [{ value: 4 }],
      mean: null,
      upper: null,
      lower: null,
      signals: [],
    });
  });
});
