import fc from "fast-check";
import { expect, test } from "vitest";
import { rangePresets } from "@/components/reports/filters/range-presets";
import { countDays } from "@/components/reports/metrics/throughput/series";

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
