import { expect, test } from "vitest";
import type { CardPlace, WipLimit } from "@/lib/domain/limit";
import { findOverruns, type ReplayEvent } from "@/lib/domain/limit-replay";
import { measureLimitUse } from "@/lib/flow/limits/limit-use";

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
