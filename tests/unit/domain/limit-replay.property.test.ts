import fc from "fast-check";
import { expect, test } from "vitest";
import { classesOfService } from "@/lib/domain/board";
import { type AdmissionBoard, findBreaches, holdersOf, limitModes, type WipLimit } from "@/lib/domain/limit";
import {
  findOverruns,
  type PlacementEvent,
  type ReplayEvent,
  type ReplayStart,
  replayLimits,
} from "@/lib/domain/limit-replay";
import { measureLimitUse } from "@/lib/flow/limits/limit-use";

const columns = [
  { id: "ready", kind: "queue" as const, donePartOf: null },
  { id: "doing", kind: "active" as const, donePartOf: null },
  { id: "doing-done", kind: "queue" as const, donePartOf: "doing" },
  { id: "done", kind: "done" as const, donePartOf: null },
];
const people = ["ana", "bo", "cy"];

const rules = fc.record({
  columns: fc.constant(columns),
  blockedCardsCount: fc.boolean(),
  expediteExempt: fc.boolean(),
});

const place = fc.record({
  columnId: fc.constantFrom(...columns.map(({ id }) => id)),
  laneId: fc.constantFrom(null, "top"),
  classOfService: fc.constantFrom(...classesOfService),
  assigneeIds: fc.subarray(people),
  blocked: fc.boolean(),
});

const limitOf = (id: string) =>
  fc
    .record({
      id: fc.constant(id),
      max: fc.integer({ min: 0, max: 3 }),
      mode: fc.constantFrom(...limitModes),
      columnIds: fc.subarray(["ready", "doing", "done"]),
      laneId: fc.constantFrom(null, "top"),
      userId: fc.constantFrom(null, "ana"),
      perPerson: fc.boolean(),
      classOfService: fc.constantFrom(null, ...classesOfService),
    })
    .map((limit): WipLimit => ({ ...limit, perPerson: limit.perPerson && limit.userId === null }));

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("placement" as const),
      cardId: fc.constantFrom("A", "B", "C", "D", "E"),
      place: fc.option(place, { freq: 4 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("first", "second").chain((limitId) =>
      fc.record({
        kind: fc.constant("limit" as const),
        limitId: fc.constant(limitId),
        limit: fc.option(limitOf(limitId), { freq: 4 }),
      }),
    ),
  },
);

/** Steps with the hours between them; each its own board version. */
const stories = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 9 }), step), { maxLength: 60 })
  .map((steps): ReplayEvent[] => {
    let at = 0;
    return steps.map(([hours, one], index) => {
      at += hours;
      return one.kind === "placement" ? { ...one, at, version: index + 1 } : { ...one, at };
    });
  });

/** Stories in which a rule shows are not frequent. */
const runs = { numRuns: 500 };

const empty: ReplayStart = { at: 0, limits: [], cards: [] };

/** The board after some events, by keeping nothing but its cards and limits. */
function boardAfter(
  rules: Omit<AdmissionBoard, "limits" | "cards" | "columns">,
  events: readonly ReplayEvent[],
) {
  const cards = new Map<string, NonNullable<PlacementEvent["place"]>>();
  const limits = new Map<string, WipLimit>();
  for (const event of events) {
    if (event.kind === "placement") {
      if (event.place) cards.set(event.cardId, event.place);
      else cards.delete(event.cardId);
    } else if (event.limit) limits.set(event.limitId, event.limit);
    else limits.delete(event.limitId);
  }
  return {
    ...rules,
    columns: columns.map((column) => ({ ...column, andon: null })),
    limits: [...limits.values()],
    cards: [...cards].map(([id, card]) => ({ id, ...card })),
  };
}

test("counts kept along the way are those that counting again gives", () => {
  fc.assert(
    fc.property(rules, stories, (rules, events) => {
      const board = boardAfter(rules, events);
      const counts = new Map<string, Map<string | null, number>>();
      for (const told of replayLimits(rules, empty, events)) {
        if (told.kind === "stands") counts.set(told.limit.id, new Map(told.counts));
        else if (told.kind === "ends") counts.delete(told.limitId);
        else counts.get(told.limit.id)?.set(told.userId, told.count);
      }
      expect([...counts.keys()].sort()).toEqual(board.limits.map(({ id }) => id).sort());
      for (const limit of board.limits) {
        for (const userId of limit.perPerson ? people : [limit.userId])
          expect(counts.get(limit.id)?.get(userId) ?? 0).toBe(holdersOf(board, limit, userId).length);
      }
    }),
    runs,
  );
});

test("an overrun is what the admission rule calls a breach", () => {
  fc.assert(
    fc.property(rules, stories, (rules, events) => {
      const breaches = events.flatMap((event, index) => {
        if (event.kind === "limit") return [];
        const board = boardAfter(rules, events.slice(0, index));
        const before = board.cards.find(({ id }) => id === event.cardId) ?? null;
        return findBreaches(board, event.cardId, before, event.place).map(({ limit, userId, count }) => ({
          limitId: limit.id,
          userId,
          cardId: event.cardId,
          version: event.version,
          at: event.at,
          count: count + 1,
          max: limit.max,
          mode: limit.mode,
        }));
      });
      const inOrder = (list: typeof breaches) => list.map((one) => JSON.stringify(one)).sort();
      expect(inOrder(findOverruns(rules, empty, events))).toEqual(inOrder(breaches));
    }),
    runs,
  );
});

test("a replay may begin anywhere: the state then and the events after it give the same overruns", () => {
  fc.assert(
    fc.property(rules, stories, fc.nat(60), (rules, events, cut) => {
      const { limits, cards } = boardAfter(rules, events.slice(0, cut));
      const at = events[cut]?.at ?? 0;
      const later = new Set(
        events.slice(cut).map((event) => (event.kind === "placement" ? event.version : 0)),
      );
      expect(findOverruns(rules, { at, limits, cards }, events.slice(cut))).toEqual(
        findOverruns(rules, empty, events).filter(({ version }) => later.has(version)),
      );
    }),
    runs,
  );
});

test("the times at every number of cards add up to the time in force, over to at most full", () => {
  fc.assert(
    fc.property(rules, stories, fc.integer({ min: 0, max: 50 }), (rules, events, beyond) => {
      const to = (events.at(-1)?.at ?? 0) + beyond;
      const isOnEachPerson = events.some((event) => event.kind === "limit" && event.limit?.perPerson);
      for (const tally of measureLimitUse(rules, empty, events, to)) {
        const spent = [...tally.levels.values()].reduce((sum, ms) => sum + ms, 0);
        if (!isOnEachPerson) expect(spent).toBe(tally.inForceMs);
        expect(tally.inForceMs).toBeLessThanOrEqual(to);
        expect(tally.fullMs).toBeLessThanOrEqual(tally.inForceMs);
        expect(tally.overMs).toBeLessThanOrEqual(tally.fullMs);
        expect([...tally.levels.values()].every((ms) => ms >= 0)).toBe(true);
        expect(tally.cardIds.size).toBeLessThanOrEqual(tally.entries + tally.exits);
      }
    }),
    runs,
  );
});
