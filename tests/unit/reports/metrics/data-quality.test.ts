import { expect, test } from "vitest";
import { qualitySentence } from "@/components/reports/metrics/data-quality/words";

const frame = {
  from: "2026-03-01",
  to: "2026-03-30",
  timeZone: "UTC",
  workingDays: null,
  cards: 9,
  excluded: [],
  limitChanges: [],
};

test("data quality: what is most frequent, or that nothing is odd", () => {
  const none = { count: 0, cards: 0, items: [] };
  const clean = { ...frame, backwardMoves: none, skippedColumns: none, reopened: none, neverStarted: none };
  expect(qualitySentence(clean)).toMatch(/^Every card went through the columns one by one/);
  expect(qualitySentence({ ...clean, reopened: { count: 3, cards: 1, items: [] } })).toBe(
    "Most frequent: reopened, 3 times on 1 card of 9.",
  );
});
