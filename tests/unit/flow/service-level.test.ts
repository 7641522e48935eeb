import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseDay } from "@/lib/flow/calendar/calendar";
import type { Timeline } from "@/lib/flow/log/timeline";
import {
  holdAgainstExpectation,
  proposeExpectation,
  type ServiceLevelExpectation,
  sampleCycleDays,
} from "@/lib/flow/metrics/service-level";
import { at, history, timelinesOf, utc } from "../../support/history";

const day = 86_400_000;
const range = { from: parseDay("2026-03-01"), to: parseDay("2026-03-31") };
const now = at("2026-03-31 12:00");

const took = (days: number, name = `took ${days}`) =>
  history(name)
    .enters("doing", at("2026-03-20 09:00") - (days - 1) * day)
    .enters("done", "2026-03-20 10:00");
const aged = (days: number) =>
  history(`aged ${days}`).enters("doing", at("2026-03-31 09:00") - (days - 1) * day);
const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);
const namesOf = (cards: { cardId: string }[]) => cards.map(({ cardId }) => cardId);

const sampleOf = (cards: readonly Timeline[]) => sampleCycleDays(utc, cards, range);
const levelOf = (cards: readonly Timeline[], expectation: ServiceLevelExpectation, asOf = now) =>
  holdAgainstExpectation(utc, sampleOf(cards), cards, asOf, expectation);

test("the proposed days are the nearest-rank percentile of the finished", () => {
  const cards = timelinesOf(...upTo(10).map((days) => took(days)));
  expect([50, 85, 95].map((percent) => proposeExpectation(sampleOf(cards), percent))).toEqual([5, 9, 10]);
  expect(proposeExpectation(sampleOf([]), 85)).toBeNull();
  expect(proposeExpectation(sampleOf(cards.slice(1)), 85)).toBeNull();
});

describe("an expectation", () => {
  const cards = timelinesOf(...upTo(10).map((days) => took(days)), ...upTo(12).map(aged));
  const level = levelOf(cards, { percentile: 85, days: 9 });

  test("is met by those that took so many days or less", () => {
    expect(level).toMatchObject({ percentile: 85, days: 9, n: 10, attainment: 0.9 });
  });

  test("late: older than expected, oldest first", () => {
    expect(namesOf(level.late)).toEqual(["aged 12", "aged 11", "aged 10"]);
    expect(level.late.map(({ chance }) => chance)).toEqual([null, null, 0]);
  });

  test("at risk: of the cards that took at least this age, fewer met it than expected", () => {
    // Of the seven that took 4 days or more, six met it: 86 %. Of the six that took 5 or more, five: 83 %.
    expect(namesOf(level.atRisk)).toEqual(["aged 9", "aged 8", "aged 7", "aged 6", "aged 5"]);
    expect(level.atRisk.at(-1)?.chance).toBe(5 / 6);
  });

  test("leaves the past its own ages", () => {
    const asOf = at("2026-03-25 12:00");
    const past = levelOf(timelinesOf(aged(12)), { percentile: 85, days: 5 }, asOf);
    expect(past.late).toMatchObject([{ cardId: "aged 12", ageDays: 6 }]);
  });
});

test("without finished cards there is no attainment and no risk, but late cards are late", () => {
  const level = levelOf(timelinesOf(aged(2), aged(8)), {
    percentile: 85,
    days: 5,
  });
  expect(level).toMatchObject({
    n: 0,
    attainment: null,
    atRisk: [],
    late: [{ cardId: "aged 8", chance: null }],
  });
});

test("of nine finished cards nothing is at risk, but an agreed level still makes cards late", () => {
  const cards = timelinesOf(...upTo(9).map((days) => took(days)), ...upTo(12).map(aged));
  const { atRisk, late, attainment } = levelOf(cards, { percentile: 85, days: 9 });
  expect(atRisk).toEqual([]);
  expect(late.map(({ ageDays, chance }) => [ageDays, chance])).toEqual([
    [12, null],
    [11, null],
    [10, null],
  ]);
  expect(attainment).toBe(1);
});

test("a proposal is attained, and no shorter one is", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 19 }), { minLength: 10, maxLength: 30 }),
      fc.integer({ min: 1, max: 100 }),
      (lengths, percent) => {
        const cards = timelinesOf(...lengths.map((days, index) => took(days, `${index}`)));
        const days = proposeExpectation(sampleOf(cards), percent) ?? 0;
        const attained = (within: number) =>
          levelOf(cards, { percentile: percent, days: within }).attainment ?? 0;
        expect(attained(days)).toBe(lengths.filter((length) => length <= days).length / lengths.length);
        expect(attained(days) * 100).toBeGreaterThanOrEqual(percent - 1e-9);
        expect(attained(days - 1) * 100).toBeLessThan(percent);
      },
    ),
  );
});
