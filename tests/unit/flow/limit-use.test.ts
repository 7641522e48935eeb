import { expect, test } from "vitest";
import type { CardPlace, WipLimit } from "@/lib/domain/limit";
import { findOverruns, type ReplayEvent } from "@/lib/domain/limit-replay";
import {
  isEnoughHistory,
  medianCycleDays,
  shareOfCycleTime,
  suggestByFlow,
  suggestByTime,
} from "@/lib/flow/limits/limit-suggestion";
import { measureLimitUse } from "@/lib/flow/limits/limit-use";
import { history, timelinesOf } from "../../support/history";

const rules = {
  columns: [
    { id: "doing", kind: "active" as const, donePartOf: null },
    { id: "done", kind: "done" as const, donePartOf: null },
  ],
  blockedCardsCount: true,
  expediteExempt: false,
};
const doing: WipLimit = {
  id: "L",
  max: 2,
  mode: "hard",
  columnIds: ["doing"],
  laneId: null,
  userId: null,
  perPerson: false,
  classOfService: null,
};
const placed = (columnId: string, assigneeIds: string[] = []): CardPlace => ({
  columnId,
  laneId: null,
  classOfService: "standard",
  assigneeIds,
  blocked: false,
});
const comes = (at: number, cardId: string, place: CardPlace | null, version = at): ReplayEvent => ({
  kind: "placement",
  cardId,
  version,
  at,
  place,
});
const stands = (at: number, limit: WipLimit): ReplayEvent => ({
  kind: "limit",
  limitId: limit.id,
  at,
  limit,
});
const start = { at: 0, limits: [doing], cards: [] };

test("time is counted at each number of cards, and full against the max of that time", () => {
  // 0–10 none, 10–20 one, 20–40 two (full), 40–60 two under a max of 1 (over), 60–100 one under 1 (full).
  const events = [
    comes(10, "A", placed("doing")),
    comes(20, "B", placed("doing")),
    stands(40, { ...doing, max: 1 }),
    comes(60, "A", placed("done")),
  ];
  expect(measureLimitUse(rules, start, events, 100)).toEqual([
    {
      limitId: "L",
      inForceMs: 100,
      fullMs: 80,
      overMs: 20,
      levels: new Map([
        [0, 10],
        [1, 50],
        [2, 40],
      ]),
      entries: 2,
      exits: 1,
      counts: 1,
      cardIds: new Set(["A", "B"]),
    },
  ]);
});

test("a limit that stood for part of a window is measured for that part", () => {
  const events = [
    stands(30, doing),
    comes(40, "A", placed("doing")),
    { kind: "limit" as const, limitId: "L", at: 70, limit: null },
    comes(80, "B", placed("doing")),
  ];
  const [tally] = measureLimitUse(rules, { ...start, limits: [] }, events, 100);
  expect(tally).toMatchObject({ inForceMs: 40, fullMs: 0, entries: 1 });
});

test("for each person: full while anybody is, and everybody's time at their own number of cards", () => {
  const each = { ...doing, columnIds: [], perPerson: true, max: 1 };
  const events = [
    comes(20, "A", placed("doing", ["ana"])),
    comes(30, "B", placed("doing", ["ana", "bo"])),
    comes(50, "A", placed("done", ["ana"])),
  ];
  const [tally] = measureLimitUse(rules, { ...start, limits: [each] }, events, 100);
  expect(tally).toMatchObject({ fullMs: 80, overMs: 20, entries: 3, exits: 1, counts: 2 });
  // Ana: 20 at 0, 10 at 1, 20 at 2, 50 at 1. Bo: 30 at 0, 70 at 1.
  expect(tally?.levels).toEqual(
    new Map([
      [0, 50],
      [1, 130],
      [2, 20],
    ]),
  );
});

test("what one change exceeds and the same change sets right is no overrun", () => {
  const full = [comes(1, "A", placed("doing")), comes(2, "B", placed("doing"))];
  const swap = [comes(3, "C", placed("doing"), 3), comes(3, "A", placed("done"), 3)];
  expect(findOverruns(rules, start, [...full, ...swap])).toEqual([]);
  const apart = [comes(3, "C", placed("doing"), 3), comes(4, "A", placed("done"), 4)];
  expect(findOverruns(rules, start, [...full, ...apart])).toEqual([
    { limitId: "L", userId: null, cardId: "C", version: 3, at: 3, count: 3, max: 2, mode: "hard" },
  ]);
});

test("a limit lowered under its count is no overrun, nor is what leaves it", () => {
  const events = [
    comes(1, "A", placed("doing")),
    comes(2, "B", placed("doing")),
    stands(3, { ...doing, max: 0 }),
    comes(4, "A", placed("done")),
  ];
  expect(findOverruns(rules, start, events)).toEqual([]);
});

test("the clock set back costs no time", () => {
  const events = [comes(50, "A", placed("doing")), comes(30, "B", placed("doing"))];
  const [tally] = measureLimitUse(rules, start, events, 100);
  expect(tally).toMatchObject({ inForceMs: 100, fullMs: 50 });
});

test("the suggestion by time is the smallest number of cards that covered 85 % of it", () => {
  expect(
    suggestByTime(
      new Map([
        [3, 5],
        [1, 30],
        [2, 55],
        [4, 10],
      ]),
    ),
  ).toEqual({ max: 2, shareOfTime: 0.85 });
  expect(
    suggestByTime(
      new Map([
        [0, 90],
        [1, 10],
      ]),
    ),
  ).toEqual({ max: 1, shareOfTime: 1 });
  expect(suggestByTime(new Map([[0, 100]]))).toBeNull();
});

const week = [1, 2, 3, 4, 5].map((day) =>
  history(`card ${day}`)
    .enters("ready", `2026-03-0${day} 00:00`)
    .enters("doing", `2026-03-0${day} 12:00`)
    .enters("review", `2026-03-0${day + 1} 00:00`)
    .enters("done", `2026-03-0${day + 1} 12:00`),
);
const finished = timelinesOf(...week);
const cardIds = new Set(finished.map(({ cardId }) => cardId));

test("Little's law: cards a day, times the share of the cycle time spent there, times the target", () => {
  // Each card: 36 hours from Ready to Done, 12 of them in Review.
  const source = { days: 10, finished, targetDays: 12 };
  const isReview = (columnId: string) => columnId === "review";
  expect(shareOfCycleTime(finished, isReview)).toBeCloseTo(1 / 3);
  expect(medianCycleDays(finished)).toBe(1.5);
  const suggestion = suggestByFlow({ exits: 5, counts: 1, cardIds }, isReview, source);
  expect(suggestion).toMatchObject({ max: 2, cardsPerDay: 0.5, targetDays: 12 });
  expect(suggestion?.share).toBeCloseTo(1 / 3);
});

test("a suggestion is never under 1, and none is made of nothing", () => {
  const source = { days: 10, finished, targetDays: 0.1 };
  const tally = { exits: 1, counts: 1, cardIds };
  expect(suggestByFlow(tally, (id) => id === "review", source)?.max).toBe(1);
  expect(suggestByFlow({ ...tally, exits: 0 }, () => true, source)).toBeNull();
  expect(suggestByFlow(tally, () => true, { ...source, targetDays: null })).toBeNull();
  expect(suggestByFlow({ ...tally, cardIds: new Set() }, () => true, source)).toBeNull();
});

test("under a week or under ten finished cards there is too little to go by", () => {
  const ten = [...finished, ...finished];
  expect(isEnoughHistory({ days: 7, finished: ten, targetDays: null })).toBe(true);
  expect(isEnoughHistory({ days: 6.9, finished: ten, targetDays: null })).toBe(false);
  expect(isEnoughHistory({ days: 7, finished: ten.slice(1), targetDays: null })).toBe(false);
});
