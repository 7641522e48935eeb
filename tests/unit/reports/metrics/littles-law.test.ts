import { describe, expect, test } from "vitest";
import { littlesLawSentence, sayCondition } from "@/components/reports/metrics/littles-law/words";
import type { LittlesLawAnswer } from "@/lib/contracts/metrics/littles-law";
import { dayMs } from "@/lib/domain/duration";

const frame = {
  from: "2026-03-01",
  to: "2026-03-30",
  timeZone: "UTC",
  workingDays: null,
  cards: 9,
  excluded: [],
  limitChanges: [],
};

describe("Little's law", () => {
  const law: LittlesLawAnswer = {
    ...frame,
    averageWip: 8,
    throughputPerDay: 2,
    meanCycleDays: 4,
    ratio: 1,
    isStable: true,
    tooFew: null,
    conditions: [{ name: "arrivals equal departures", holds: true, begin: 20, end: 20 }],
  };

  test("the figures, and whether they agree", () => {
    expect(littlesLawSentence(law)).toBe(
      "2 cards a day × 4 days is 8; 8 cards were in progress on average. The figures agree: the board was steady.",
    );
    expect(littlesLawSentence({ ...law, isStable: false, ratio: 0.5 })).toMatch(/do not agree\.$/);
    const failing = law.conditions.map((condition) => ({ ...condition, holds: false }));
    expect(littlesLawSentence({ ...law, isStable: false, conditions: failing })).toContain(
      "1 condition of the law fails",
    );
    expect(littlesLawSentence({ ...law, meanCycleDays: null, ratio: null })).toMatch(/^Nothing was finished/);
  });

  test("conditions in words, held or failed", () => {
    expect(sayCondition({ name: "arrivals equal departures", holds: false, begin: 1, end: 5 })).toBe(
      "1 card was started, but 5 finished.",
    );
    expect(sayCondition({ name: "WIP is the same at both ends", holds: false, begin: 3, end: 1 })).toBe(
      "Work in progress went from 3 to 1 card.",
    );
    expect(
      sayCondition({ name: "total age is the same at both ends", holds: false, begin: 0, end: 3 * dayMs }),
    ).toBe(
      "Together the cards in progress were less than a minute old at the beginning and 3 days at the end.",
    );
  });
});
