import { describe, expect, test } from "vitest";
import { behaviourSentence, saySignal } from "@/components/reports/metrics/process-behaviour/words";
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
