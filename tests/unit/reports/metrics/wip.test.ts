import { expect, test } from "vitest";
import { wipSentence } from "@/components/reports/metrics/wip/words";

const frame = {
  from: "2026-03-01",
  to: "2026-03-03",
  timeZone: "UTC",
  workingDays: null,
  cards: 3,
  excluded: [],
  limitChanges: [],
};

test("work in progress is told by its end, its range and its mean", () => {
  const days = [4, 2, 6].map((wip, index) => ({ date: `2026-03-0${index + 1}`, wip, byColumn: {} }));
  expect(wipSentence({ ...frame, days, at: null })).toBe(
    "6 cards in progress at the end; between 2 and 6 over these days, 4.0 on average.",
  );
  expect(wipSentence({ ...frame, days: [], at: null })).toBe("Nothing to show for this range.");
});
