import { describe, expect, test } from "vitest";
import { buildAgeing } from "@/components/reports/metrics/work-item-age/series";
import { ageingSentence, paceWords, riskWord } from "@/components/reports/metrics/work-item-age/words";
import type { WorkItemAgeAnswer } from "@/lib/contracts/metrics/work-item-age";
import { tooFewFinished } from "@/lib/flow/finished/too-few";

const columns = [
  { id: "i", name: "Ideas" },
  { id: "r", name: "Ready" },
  { id: "d", name: "Doing" },
  { id: "z", name: "Done" },
];

const item = (number: number, columnId: string, ageDays: number, risk: "late" | "at-risk" | null = null) => ({
  cardId: `c${number}`,
  number,
  title: "A card",
  columnId,
  ageDays,
  elapsedMs: 0,
  risk,
});

const answer: WorkItemAgeAnswer = {
  from: "2026-03-01",
  to: "2026-03-31",
  timeZone: "UTC",
  workingDays: null,
  cards: 3,
  excluded: [],
  limitChanges: [],
  asOf: "2026-03-31T23:59:59.999Z",
  expectation: { percentile: 85, days: 9, basis: "proposed" },
  items: [item(1, "d", 12, "late"), item(2, "d", 4), item(3, "d", 4, "at-risk")],
  pace: [
    { columnId: "r", n: 4, percentiles: { "50": 2, "100": 5 } },
    { columnId: "d", n: 6, percentiles: { "50": 4, "100": 9 } },
  ],
  tooFew: null,
};

describe("the ageing chart", () => {
  test("has the paced columns, and others only while a card is in them", () => {
    expect(buildAgeing(answer, columns).columns).toEqual([
      { id: "r", name: "Ready", place: 0, cards: 0 },
      { id: "d", name: "Doing", place: 1, cards: 3 },
    ]);
    const sentBack = { ...answer, items: [item(1, "i", 3)] };
    expect(buildAgeing(sentBack, columns).columns.map(({ name, place }) => [name, place])).toEqual([
      ["Ideas", 0],
      ["Ready", 1],
      ["Doing", 2],
    ]);
  });

  test("moves cards of one age apart, around the middle of their column and never out of it", () => {
    const places = buildAgeing(answer, columns).dots.map(({ number, place }) => [number, place]);
    expect(places).toEqual([
      [1, 1],
      [2, 1 - 0.07],
      [3, 1 + 0.07],
    ]);
    const crowd = { ...answer, items: Array.from({ length: 40 }, (_, n) => item(n, "r", 1)) };
    for (const { place } of buildAgeing(crowd, columns).dots) expect(Math.abs(place)).toBeLessThan(0.5);
  });

  test("stacks bands from one percentile to the next", () => {
    expect(
      buildAgeing(answer, columns).bands.map(({ place, from, to, level }) => [place, from, to, level]),
    ).toEqual([
      [0, 0, 2, 0],
      [0, 2, 5, 1],
      [1, 0, 4, 0],
      [1, 4, 9, 1],
    ]);
  });

  test("is told in words", () => {
    expect(ageingSentence(answer)).toBe(
      "3 cards in progress, the oldest 12 days old. 1 is older than the 9 days in which 85 % of cards were finished, 1 more at risk of it.",
    );
    expect(ageingSentence({ ...answer, items: [item(1, "d", 1)] })).toContain(
      "None is likely to take longer than",
    );
    expect(
      ageingSentence({ ...answer, expectation: { percentile: 80, days: 7, basis: "agreed" } }),
    ).toContain("1 is older than the 7 days agreed for 80 % of cards, ");
    const few = { ...answer, items: [item(1, "d", 1)], tooFew: tooFewFinished(2) };
    expect(ageingSentence({ ...few, expectation: null })).toBe(
      "1 card in progress, the oldest 1 day old. Not enough finished yet: 2 of 10 cards.",
    );
    const agreed = { percentile: 85, days: 9, basis: "agreed" } as const;
    expect(ageingSentence({ ...few, expectation: agreed })).toContain("None is older than the 9 days agreed");
    expect([
      riskWord(null, { ...few, expectation: null }),
      riskWord(null, few),
      riskWord("late", few),
    ]).toEqual([null, "Not late", "Late"]);
    expect(ageingSentence({ ...answer, items: [] })).toBe("No card was in progress then.");
    expect(paceWords(answer, columns)).toContain("finished from 2026-03-01 to 2026-03-31");
    expect(paceWords(answer, columns)).toContain("measured in each column: Ready 4, Doing 6.");
    expect(paceWords({ ...answer, tooFew: tooFewFinished(2) }, columns)).toBe(
      "No bands of pace. Not enough finished yet: 2 of 10 cards.",
    );
  });
});
