import { expect, test } from "vitest";
import { blockersSentence } from "@/components/reports/metrics/blockers/words";
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
