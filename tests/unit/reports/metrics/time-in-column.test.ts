import { expect, test } from "vitest";
import {
  buildRun,
  countDays,
  countDaysSentence,
  countEarlier,
  usualUnit,
} from "@/components/reports/metrics/throughput/series";
import {
  efficiencyParts,
  efficiencySentence,
  timeInColumnSentence,
} from "@/components/reports/metrics/time-in-column/words";
import { wipSentence } from "@/components/reports/metrics/wip/words";
import { metricPath } from "@/lib/client/metrics/metric-path";

const day = 86_400_000;
const frame = {
  from: "2026-03-01",
  to: "2026-03-03",
  timeZone: "UTC",
  workingDays: null,
  cards: 3,
  excluded: [],
  limitChanges: [],
};
const finished = (...counts: number[]) =>
  counts.map((count, index) => ({
    date: new Date(Date.UTC(2026, 2, 2 + index)).toISOString().slice(0, 10),
    count,
  }));

test("a run of throughput takes its mean from the periods that the range does not cut", () => {
  // 2026-03-02 is a Monday.
  const { run, mean } = buildRun(finished(1, 0, 0, 0, 0, 0, 2, 9), "week");
  expect(run.map(({ count, isWhole }) => [count, isWhole])).toEqual([
    [3, true],
    [9, false],
  ]);
  expect(mean).toBe(3);
  expect(buildRun(finished(4), "month").mean).toBe(4);
  expect([30, 60, 61, 550, 551].map(usualUnit)).toEqual(["day", "day", "week", "week", "month"]);
});

test("the period before is laid day for day over the periods of a run", () => {
  const { run } = buildRun(finished(0, 0, 0, 0, 0, 0, 0, 0, 0), "week");
  const earlier = [1, 1, 0, 0, 0, 0, 5, 2, 1].map((count) => ({ date: "2026-02-01", count }));
  expect(countEarlier(run, earlier)).toEqual([7, 3]);
});

test("days are counted by what was finished on them, without gaps", () => {
  expect(countDays(finished(2, 0, 0)).map(({ to, days }) => [to, days])).toEqual([
    [0, 2],
    [1, 0],
    [2, 1],
  ]);
  expect(countDaysSentence(finished(2, 0, 0))).toBe(
    "Nothing was finished on 2 of 3 days; at most 2 on one day.",
  );
  expect(countDaysSentence(finished(0))).toBe("No card was finished on any of these days.");
});

test("flow efficiency is told in parts that add up, and not without a queue", () => {
  const answer = {
    ...frame,
    configured: true,
    aggregate: 0.5,
    meanOfCards: 0.5,
    activeMs: 5 * day,
    waitMs: 4 * day,
    blockedMs: day,
  };
  expect(efficiencyParts(answer).map(({ share }) => share)).toEqual([0.5, 0.4, 0.1]);
  expect(efficiencySentence(answer).replaceAll("\u00a0", " ")).toBe(
    "Cards were worked on for 50 % of their cycle time; 40 % was waiting, 10 % blocked.",
  );
  expect(efficiencySentence({ ...answer, configured: false, aggregate: null })).toContain("Not configured");
  expect(efficiencySentence({ ...answer, aggregate: null })).toBe("No card was finished in this range.");
});

test("the time in columns names the one that took most", () => {
  const column = { percentiles: {}, longest: [] };
  const ready = { ...column, columnId: "r", name: "Ready", visits: 4, totalMs: 9 * day, meanMs: 2.25 * day };
  const doing = { ...column, columnId: "d", name: "Doing", visits: 1, totalMs: day, meanMs: day };
  const done = { ...column, columnId: "z", name: "Done", visits: 4, totalMs: 0, meanMs: null };
  expect(timeInColumnSentence([ready, doing, done]).replaceAll("\u00a0", " ")).toBe(
    "Most time went by in Ready: 90 % of all, in 4 visits, 2 days a visit on average.",
  );
  expect(timeInColumnSentence([done])).toBe("No card entered a column in these days.");
});

test("work in progress is told by its end, its range and its mean", () => {
  const days = [4, 2, 6].map((wip, index) => ({ date: `2026-03-0${index + 1}`, wip, byColumn: {} }));
  expect(wipSentence({ ...frame, days, at: null })).toBe(
    "6 cards in progress at the end; between 2 and 6 over these days, 4.0 on average.",
  );
  expect(wipSentence({ ...frame, days: [], at: null })).toBe("Nothing to show for this range.");
});

test("the path of a metric carries the page's filters", () => {
  expect(metricPath("b", "wip", "lane=l", { from: "2026-03-01" })).toBe(
    "/boards/b/metrics/wip?lane=l&from=2026-03-01",
  );
});
