import { expect, test } from "vitest";
import { efficiencyParts, efficiencySentence } from "@/components/reports/metrics/flow-efficiency/words";

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
