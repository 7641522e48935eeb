import { describe, expect, test } from "vitest";
import { labelledValues } from "@/components/reports/charts/line-labels";
import { binDays, medianLines, percentileLines } from "@/components/reports/metrics/cycle-time/series";
import {
  durationSentence,
  earlierWords,
  histogramSentence,
  medianWords,
  sampleWords,
} from "@/components/reports/metrics/cycle-time/words";
import type { DurationAnswer } from "@/lib/contracts/metrics/duration";

const answer: DurationAnswer = {
  from: "2026-03-01",
  to: "2026-03-04",
  timeZone: "UTC",
  workingDays: null,
  cards: 3,
  excluded: [],
  limitChanges: [],
  n: 3,
  percentiles: { "85": 4, "50": 2 },
  meanElapsedMs: null,
  elapsedPercentilesMs: {},
  items: [],
  isSample: false,
  matching: null,
  histogram: [
    { days: 2, count: 2 },
    { days: 4, count: 1 },
  ],
  medians: [
    { date: "2026-03-01", days: null, n: 0 },
    { date: "2026-03-02", days: 4, n: 1 },
    { date: "2026-03-03", days: null, n: 0 },
    { date: "2026-03-04", days: 2, n: 3 },
  ],
};

describe("bars of days", () => {
  test("begin at one day and leave no gap", () => {
    expect(binDays(answer.histogram).map(({ name, count }) => [name, count])).toEqual([
      ["1", 0],
      ["2", 2],
      ["3", 0],
      ["4", 1],
    ]);
    expect(binDays([])).toEqual([]);
  });

  test("take several days each where there would be too many, and lose no card", () => {
    const bins = binDays([
      { days: 1, count: 3 },
      { days: 100, count: 1 },
    ]);
    expect(bins).toHaveLength(34);
    expect(bins[0]).toEqual({ from: 1, to: 3, count: 3, name: "1 to 3" });
    expect(bins.at(-1)).toEqual({ from: 100, to: 102, count: 1, name: "100 to 102" });
  });
});

test("percentiles ascend, and those without a value are left out", () => {
  expect(percentileLines({ percentiles: { "95": null, "85": 4, "50": 2 } })).toEqual([
    { percent: 50, days: 2 },
    { percent: 85, days: 4 },
  ]);
});

test("the moving median is broken where no card was finished", () => {
  expect(medianLines(answer.medians).map((line) => line.map(({ date }) => date))).toEqual([
    ["2026-03-02"],
    ["2026-03-04"],
  ]);
});

test("labels that would lie over each other are left out, the highest stay", () => {
  expect([...labelledValues([10, 12, 15, 18], 30)]).toEqual([18, 15, 12, 10]);
  expect([...labelledValues([40, 44, 48, 50], 100)]).toEqual([50, 44]);
  expect([...labelledValues([1, 1, 1], 1)]).toEqual([1]);
});

test("durations are told in words", () => {
  expect(durationSentence(answer, "cycle-time")).toBe(
    "Half of the 3 cards took 2 days or less, 85 % took 4 days or less.",
  );
  expect(durationSentence(answer, "lead-time")).toContain("2 days or less from creation to finish");
  expect(durationSentence({ ...answer, n: 0 }, "lead-time")).toBe("No card was finished in this range.");
  const sayDay = (date: string) => date.slice(5);
  expect(earlierWords(answer, sayDay)).toBe(
    "The period before, 03-01 to 03-04: 3 cards, 50 % in 2 days, 85 % in 4 days.",
  );
  expect(earlierWords({ ...answer, n: 0 }, sayDay)).toContain("no card was finished");
  expect(medianWords(answer)).toContain("it went from 4 to 2 days.");
  expect(medianWords({ ...answer, medians: [] })).toBe("");
  expect(sampleWords(answer)).toBeNull();
  expect(sampleWords({ ...answer, isSample: true, n: 7000 })).toContain(
    "of 7,000 cards: the 500 slowest and an even sample",
  );
  expect(histogramSentence(answer)).toBe("Most often 2 days (2 cards); the longest took 4 days.");
});
