import { expect, test } from "vitest";
import { sayByFlow, sayByTime, sayShare, saySpan, sayStood, sayUse } from "@/lib/client/limits/use-words";

const day = 86_400_000;
const review = { columnIds: ["r"], laneId: null, userId: null, perPerson: false, classOfService: null };
const each = { ...review, columnIds: [], perPerson: true };

test("a starting value by time is told in words", () => {
  expect(sayByTime({ max: 3, shareOfTime: 0.85 }, review, "Review", 56 * day)).toBe(
    "For 85 % of the last 8 weeks 3 cards or fewer were in Review.",
  );
  expect(sayByTime({ max: 1, shareOfTime: 1 }, { ...review, laneId: "l" }, "", 9 * day)).toBe(
    "For 100 % of the last 9 days 1 card or none was under this limit.",
  );
  expect(sayByTime({ max: 2, shareOfTime: 0.9 }, each, "", 7 * day)).toBe(
    "For 90 % of the last 7 days a person had 2 cards or fewer under this limit.",
  );
});

test("a starting value by flow shows its sum", () => {
  const suggestion = { max: 2, cardsPerDay: 0.9, share: 0.22, targetDays: 10 };
  expect(sayByFlow(suggestion, review, "Review").replaceAll("\u00a0", " ")).toBe(
    "0.9 cards a day left Review and cards spend 22 % of their cycle time there. For a cycle time of 10 days: 0.9 × 2.2 ≈ 2 cards.",
  );
  expect(sayByFlow({ ...suggestion, max: 1, targetDays: 1 }, each, "").replaceAll("\u00a0", " ")).toBe(
    "For each person 0.9 cards a day left this limit and cards spend 22 % of their cycle time under it. For a cycle time of 1 day: 0.9 × 0.22 ≈ 1 card.",
  );
});

test("shares and spans are rounded without saying none or all where that is not so", () => {
  expect([0, 0.001, 0.494, 0.998, 1].map(sayShare)).toEqual([
    "0 %",
    "under 1 %",
    "49 %",
    "over 99 %",
    "100 %",
  ]);
  expect([14 * day, 10 * day, day / 2].map(saySpan)).toEqual(["2 weeks", "10 days", "day"]);
  expect([day / 2, day, 3.9 * day].map(sayStood)).toEqual(["less than a day", "1 day", "3 days"]);
});

test("the use of a limit names only what happened", () => {
  const idle = { limitId: "L", inForceMs: day, shareFull: 0, shareOver: 0, entries: 0, refusals: 0 };
  const use = { ...idle, overrides: 0, softBreaches: 0, suggestion: { byTime: null, byFlow: null } };
  expect(sayUse(use)).toBe("Never full. No card came in.");
  expect(sayUse({ ...use, shareFull: 0.4, shareOver: 0.1, entries: 9, refusals: 2, overrides: 1 })).toBe(
    "Full 40 % of the time, over its limit 10 %. 9 cards came in, 2 refused, 1 with a reason.",
  );
});
