import fc from "fast-check";
import { expect, test } from "vitest";
import { rangePresets } from "@/components/reports/filters/range-presets";
import { buildRun, countDays, countEarlier, usualUnit } from "@/components/reports/metrics/throughput/series";
import { countDaysSentence } from "@/components/reports/metrics/throughput/words";

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

const daysOf = (...counts: number[]) => counts.map((count) => ({ date: "2026-03-02", count }));

test("a day with thousands of finishes shares few bars with the others", () => {
  const bars = countDays(daysOf(0, 1, 3, 1_936));
  expect(bars.length).toBeLessThanOrEqual(41);
  expect(bars[0]).toEqual({ from: 0, to: 0, name: "0", days: 1 });
  expect(bars[1]).toMatchObject({ from: 1, to: 49, name: "1 to 49", days: 2 });
  expect(bars.at(-1)?.days).toBe(1);
});

test("every day stands in one bar, the one of its count, and bars leave no gap", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5_000), { minLength: 1 }), (counts) => {
      const bars = countDays(daysOf(...counts));
      for (const [index, bar] of bars.entries()) {
        expect(bar.days).toBe(counts.filter((count) => count >= bar.from && count <= bar.to).length);
        if (index > 0) expect(bar.from).toBe((bars[index - 1]?.to ?? 0) + 1);
      }
      expect(bars.reduce((sum, { days }) => sum + days, 0)).toBe(counts.length);
    }),
  );
});

test("no usual range begins before the history does", () => {
  expect(rangePresets("2026-11-27", "2026-11-27")).toEqual([
    { name: "All", from: "2026-11-27", to: "2026-11-27" },
  ]);
  expect(rangePresets("2026-09-30", "2026-11-27").map(({ name }) => name)).toEqual(["30 days", "All"]);
});
