import { expect, test } from "vitest";
import { createCalendar } from "@/lib/flow/calendar/calendar";
import {
  countByLimit,
  kindOfBreach,
  LimitWeeks,
  overrideRate,
  sumByLimit,
} from "@/lib/flow/metrics/overrides";
import { at } from "../../support/history";

const none = { entries: 0, overrides: 0, softBreaches: 0, refusals: 0 };
// Sunday 8 March, 23:30 in UTC, is Monday in Paris.
const occurrences = [
  { kind: "entries" as const, limitId: "A", at: at("2026-03-04 10:00") },
  { kind: "entries" as const, limitId: "A", at: at("2026-03-08 23:30") },
  { kind: kindOfBreach("reason"), limitId: "A", at: at("2026-03-08 23:30") },
  { kind: kindOfBreach("soft"), limitId: "B", at: at("2026-03-05 10:00") },
  { kind: "refusals" as const, limitId: "B", at: at("2026-03-05 11:00") },
];

function countByWeek(timeZone: string) {
  const weeks = new LimitWeeks(createCalendar(timeZone));
  for (const { kind, limitId, at } of occurrences) weeks.add(kind, limitId, at);
  return weeks.rows();
}

test("happenings are counted by limit", () => {
  expect([...countByLimit(occurrences)]).toEqual([
    ["A", { ...none, entries: 2, overrides: 1 }],
    ["B", { ...none, softBreaches: 1, refusals: 1 }],
  ]);
});

test("weeks begin on Monday in the board's zone", () => {
  expect(countByWeek("Europe/Paris")).toEqual([
    { week: "2026-03-02", limitId: "A", ...none, entries: 1 },
    { week: "2026-03-02", limitId: "B", ...none, softBreaches: 1, refusals: 1 },
    { week: "2026-03-09", limitId: "A", ...none, entries: 1, overrides: 1 },
  ]);
  expect(new Set(countByWeek("UTC").map(({ week }) => week)).size).toBe(1);
});

test("weeks add up to what was counted by limit", () => {
  expect(sumByLimit(countByWeek("Europe/Paris"))).toEqual(countByLimit(occurrences));
});

test("without an entry there is no rate", () => {
  expect(overrideRate({ ...none, refusals: 3 })).toBeNull();
  expect(overrideRate({ ...none, entries: 40, overrides: 2 })).toBe(0.05);
});

test("weeks and limits stand in order, whatever order they were counted in", () => {
  const weeks = new LimitWeeks(createCalendar("UTC"));
  for (const [limitId, time] of [
    ["B", "2026-03-12 10:00"],
    ["A", "2026-03-12 11:00"],
    ["B", "2026-03-04 10:00"],
    ["B", "2026-03-12 12:00"],
  ] as const)
    weeks.add("entries", limitId, at(time));
  expect(weeks.rows().map(({ week, limitId, entries }) => [week, limitId, entries])).toEqual([
    ["2026-03-02", "B", 1],
    ["2026-03-09", "A", 1],
    ["2026-03-09", "B", 2],
  ]);
});
