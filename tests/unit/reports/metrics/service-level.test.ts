import { describe, expect, test } from "vitest";
import {
  earlierLevelWords,
  expectationSentence,
  sayChance,
} from "@/components/reports/metrics/service-level/words";
import type { ServiceLevelAnswer } from "@/lib/contracts/metrics/service-level";
import { tooFewFinished } from "@/lib/flow/finished/too-few";

const frame = {
  from: "2026-03-01",
  to: "2026-03-30",
  timeZone: "UTC",
  workingDays: null,
  cards: 9,
  excluded: [],
  limitChanges: [],
};

describe("service level", () => {
  const card = {
    cardId: "00000000-0000-4000-8000-000000000001",
    number: 1,
    title: "A",
    columnId: "00000000-0000-4000-8000-000000000002",
    column: "Doing",
    ageDays: 12,
    chance: 0.5,
  };
  const level: ServiceLevelAnswer = {
    ...frame,
    asOf: "2026-03-30T12:00:00.000Z",
    percentile: 85,
    days: 9,
    isProposed: true,
    basis: "proposed",
    agreed: null,
    n: 40,
    tooFew: null,
    met: 34,
    attainment: 0.85,
    inProgress: 3,
    atRisk: [],
    late: [card],
  };

  test("proposed, agreed, asked for, or impossible", () => {
    expect(expectationSentence(level)).toBe(
      "Proposed from this range: 85 % of the cards in 9 days or less. Of 3 cards in progress 1 is late and 0 at risk.",
    );
    expect(expectationSentence({ ...level, isProposed: false, basis: "agreed" })).toMatch(
      /^Agreed: 85 % of the cards in 9 days or less; kept for 85 % of 40 cards\./,
    );
    expect(expectationSentence({ ...level, isProposed: false, basis: "asked", inProgress: 0 })).toBe(
      "Asked for: 85 % of the cards in 9 days or less; kept for 85 % of 40 cards. No card is in progress.",
    );
    expect(
      expectationSentence({ ...level, isProposed: false, basis: "asked", n: 0, attainment: null }),
    ).toContain("no card was finished. Of 3 cards");
    expect(expectationSentence({ ...level, days: null, tooFew: tooFewFinished(2) })).toBe(
      "Not enough finished yet: 2 of 10 cards.",
    );
    expect(expectationSentence({ ...level, n: 2, basis: "agreed", tooFew: tooFewFinished(2) })).toMatch(
      /1 is late\. Not enough finished yet: 2 of 10 cards\.$/,
    );
  });

  test("beside the period before", () => {
    const sayDay = (date: string) => date.slice(5);
    expect(earlierLevelWords(level, sayDay)).toBe(
      "The period before, 03-01 to 03-30: 34 of 40 cards (85 %) in 9 days or less.",
    );
    expect(earlierLevelWords({ ...level, n: 0, attainment: null }, sayDay)).toContain("no card was finished");
  });

  test("a chance in words", () => {
    expect(sayChance(0.5)).toBe("50 % of cards this old were in time");
    expect(sayChance(null)).toBe("no finished card was so old");
  });
});
