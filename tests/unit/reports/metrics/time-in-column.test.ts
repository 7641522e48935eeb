import { expect, test } from "vitest";
import { timeInColumnSentence } from "@/components/reports/metrics/time-in-column/words";

const day = 86_400_000;

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
