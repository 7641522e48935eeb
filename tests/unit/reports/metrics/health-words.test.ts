import { describe, expect, test } from "vitest";
import {
  behaviourSentence,
  blockersSentence,
  constraintSentence,
  littlesLawSentence,
  qualitySentence,
  sayCondition,
  sayReason,
  saySignal,
} from "@/components/reports/metrics/health-words";
import type { ConstraintAnswer } from "@/lib/contracts/metrics/constraint";
import type { LittlesLawAnswer } from "@/lib/contracts/metrics/littles-law";
import type { ProcessBehaviourAnswer } from "@/lib/contracts/metrics/process-behaviour";
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
const dayMs = 86_400_000;

describe("process behaviour", () => {
  const behaviour: ProcessBehaviourAnswer = {
    ...frame,
    measure: "throughput",
    baseline: { from: "2026-03-01", to: "2026-03-30", isFixed: false },
    points: [
      { date: "2026-03-01", value: 1 },
      { date: "2026-03-02", value: 9 },
    ],
    mean: 5,
    upper: 6,
    lower: null,
    sigma: 1,
    tooFew: null,
    signals: [],
  };

  test("nothing to explain, something to ask about, or too little to say", () => {
    expect(behaviourSentence(behaviour)).toMatch(/^2 days and no signal/);
    expect(behaviourSentence({ ...behaviour, tooFew: tooFewFinished(2) })).toMatch(
      /^Not enough finished yet/,
    );
    const twice = (["beyond-limits", "two-of-three"] as const).map((rule) => ({
      index: 1,
      rule,
      side: "above" as const,
    }));
    expect(behaviourSentence({ ...behaviour, signals: twice })).toMatch(
      /^1 of 2 days takes part in a signal/,
    );
    expect(behaviourSentence({ ...behaviour, measure: "cycle-time", points: [], mean: null })).toBe(
      "Limits need at least two values; this range has 0 cards.",
    );
  });

  test("a signal says its rule and its side", () => {
    expect(saySignal({ index: 0, rule: "beyond-limits", side: "below" })).toBe("below the lower limit");
    expect(saySignal({ index: 0, rule: "eight-in-a-row", side: "above" })).toContain("above the mean");
  });
});

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

describe("probable constraint", () => {
  const ready = "00000000-0000-4000-8000-000000000001";
  const doing = "00000000-0000-4000-8000-000000000002";
  const load = {
    arrivals: 9,
    departures: 4,
    levels: [0, 1, 2, 3, 5],
    growth: 5,
    totalDwellMs: dayMs,
    dwellMeanMs: dayMs,
    dwellP85Ms: dayMs,
    queueAge: { n: 5, p85Ms: null, oldestMs: null },
    blockedMs: 0,
    isGrowing: true,
  };
  const answer: ConstraintAnswer = {
    ...frame,
    tooFew: null,
    columns: [
      { ...load, columnId: ready, name: "Ready", kind: "queue" },
      { ...load, columnId: doing, name: "Doing", kind: "active", isGrowing: false },
    ],
    probable: {
      columnId: doing,
      heldColumnId: ready,
      reasons: [{ code: "grew-throughout", levels: load.levels }],
    },
  };

  test("is always called probable, and a guess from dwell alone weak", () => {
    expect(constraintSentence(answer)).toBe(
      "The probable constraint is Doing: work piled up in Ready before it through the whole range.",
    );
    const byDwell = { columnId: doing, heldColumnId: doing, reasons: [] };
    expect(constraintSentence({ ...answer, probable: byDwell })).toMatch(
      /^The probable constraint is Doing, a weak guess: .* there/,
    );
    expect(constraintSentence({ ...answer, probable: null })).toMatch(/^No card was in a queue/);
    expect(constraintSentence({ ...answer, probable: null, tooFew: tooFewFinished(9) })).toBe(
      "Not enough finished yet: 9 of 10 cards.",
    );
  });

  test("gives its reasons", () => {
    const nameOf = (id: string) => (id === ready ? "Ready" : "Doing");
    expect(sayReason({ code: "dwell", rank: 1, totalDwellMs: 3 * dayMs, share: 0.6 }, "Ready", nameOf)).toBe(
      "Cards spent 3 days together in Ready, 60 % of all their time in these columns, the most of all.",
    );
    expect(sayReason({ code: "more-arrivals", arrivals: 9, departures: 4 }, "Ready", nameOf)).toBe(
      "9 came into Ready, and 4 went.",
    );
    expect(sayReason({ code: "grew-throughout", levels: [0, 1, 2] }, "Ready", nameOf)).toContain("0, 1, 2");
    expect(sayReason({ code: "queue-before", queueColumnId: ready }, "Ready", nameOf)).toMatch(
      /^Ready is a queue/,
    );
  });
});

test("blockers: how often, how many last, and what cost most", () => {
  const categories = [
    { category: "defect", count: 2, open: 1, totalMs: 2 * dayMs, blocks: [] },
    { category: "other", count: 1, open: 0, totalMs: 1_000, blocks: [] },
  ];
  const asOf = "2026-03-30T12:00:00.000Z";
  expect(blockersSentence({ ...frame, asOf, categories })).toBe(
    "Cards were blocked 3 times, 1 of them still lasts; most time was lost to defect: 2 days.",
  );
  expect(blockersSentence({ ...frame, asOf, categories: [] })).toBe("No card was blocked in this range.");
});

test("data quality: what is most frequent, or that nothing is odd", () => {
  const none = { count: 0, cards: 0, items: [] };
  const clean = { ...frame, backwardMoves: none, skippedColumns: none, reopened: none, neverStarted: none };
  expect(qualitySentence(clean)).toMatch(/^Every card went through the columns one by one/);
  expect(qualitySentence({ ...clean, reopened: { count: 3, cards: 1, items: [] } })).toBe(
    "Most frequent: reopened, 3 times on 1 card of 9.",
  );
});
