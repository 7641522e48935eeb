import { describe, expect, test } from "vitest";
import type { CardPlace, WipLimit } from "@/lib/domain/limit";
import {
  findEntries,
  findOverruns,
  type ReplayEvent,
  type ReplayStart,
  replayLimits,
} from "@/lib/domain/limit-replay";

// What a replay tells, by example. That it agrees with the admission rule whatever happens is in the property test.

const rules = {
  columns: [
    { id: "ready", kind: "queue" as const, donePartOf: null },
    { id: "doing", kind: "active" as const, donePartOf: null },
  ],
  blockedCardsCount: true,
  expediteExempt: false,
};

const limit = (is: Partial<WipLimit> = {}): WipLimit => ({
  id: "doing",
  max: 1,
  mode: "hard",
  columnIds: ["doing"],
  laneId: null,
  userId: null,
  perPerson: false,
  classOfService: null,
  ...is,
});

const place = (columnId: string, is: Partial<CardPlace> = {}): CardPlace => ({
  columnId,
  laneId: null,
  classOfService: "standard",
  assigneeIds: [],
  blocked: false,
  ...is,
});

const start: ReplayStart = { at: 0, limits: [limit()], cards: [] };

/** A card goes to a column, or off the board. */
const goes = (cardId: string, columnId: string | null, at: number, version = at): ReplayEvent => ({
  kind: "placement",
  cardId,
  version,
  at,
  place: columnId === null ? null : place(columnId),
});

const becomes = (is: Partial<WipLimit> | null, at: number): ReplayEvent => ({
  kind: "limit",
  limitId: "doing",
  at,
  limit: is && limit(is),
});

/** The steps in short, each as it is told: what, whose card or limit, the count afterwards. */
function tell(events: readonly ReplayEvent[], from: ReplayStart = start): string[] {
  const told: string[] = [];
  for (const step of replayLimits(rules, from, events)) {
    if (step.kind === "stands") {
      const counts = [...step.counts].map(([who, n]) => `${who} ${n}`).join(", ");
      told.push(`${step.at} stands at ${step.limit.max}: ${counts}`);
    } else if (step.kind === "ends") told.push(`${step.at} ends`);
    else told.push(`${step.at} ${step.kind} of ${step.cardId}: ${step.count}`);
  }
  return told;
}

describe("a replay", () => {
  test("tells what stands, who comes in, who leaves", () => {
    expect(
      tell([goes("A", "doing", 1), goes("B", "ready", 2), goes("A", null, 3), becomes(null, 4)]),
    ).toEqual(["0 stands at 1: null 0", "1 entry of A: 1", "3 exit of A: 0", "4 ends"]);
  });

  test("begins with the cards that are there", () => {
    const cards = [
      { id: "A", ...place("doing") },
      { id: "B", ...place("ready") },
    ];
    expect(tell([goes("A", "ready", 1)], { ...start, cards })).toEqual([
      "0 stands at 1: null 1",
      "1 exit of A: 0",
    ]);
  });

  test("is never set back by a clock that was", () => {
    expect(tell([goes("A", "doing", 5), goes("B", "doing", 3)]).slice(1)).toEqual([
      "5 entry of A: 1",
      "5 entry of B: 2",
    ]);
  });

  test("knows nothing more of a limit that has ended", () => {
    expect(tell([becomes(null, 1), goes("A", "doing", 2)])).toEqual(["0 stands at 1: null 0", "1 ends"]);
  });

  test("keeps what was counted when only the maximum changes", () => {
    expect(tell([goes("A", "doing", 1), becomes({ max: 3 }, 2), goes("B", "doing", 3)]).slice(1)).toEqual([
      "1 entry of A: 1",
      "2 stands at 3: null 1",
      "3 entry of B: 2",
    ]);
  });

  test.each<[what: string, to: Partial<WipLimit>, counts: string]>([
    ["its columns", { columnIds: ["ready"] }, "null 1"],
    ["one column more", { columnIds: ["doing", "ready"] }, "null 3"],
    ["its lane", { laneId: "top" }, "null 0"],
    ["its person", { userId: "ana" }, "ana 0"],
    ["each person instead of all", { perPerson: true }, ""],
    ["its class", { classOfService: "expedite" }, "null 0"],
  ])("counts anew when a limit covers something else, and calls it nobody's entry: %s", (_, to, counts) => {
    const there = [goes("A", "doing", 1), goes("B", "doing", 2), goes("C", "ready", 3)];
    expect(tell([...there, becomes(to, 4)]).slice(3)).toEqual([`4 stands at 1: ${counts}`]);
  });
});

test("a limit on two columns that gives one of them for another is counted anew", () => {
  const events = [
    becomes({ columnIds: ["doing", "ready"] }, 1),
    goes("A", "ready", 2),
    becomes({ columnIds: ["doing", "review"] }, 3),
  ];
  expect(tell(events).at(-1)).toBe("3 stands at 1: null 0");
});

describe("an entry", () => {
  test("is told with the instant of its own placement, whatever the clock said before", () => {
    const events = [goes("A", "doing", 5), goes("B", "doing", 3), goes("A", "ready", 6)];
    expect([...findEntries(rules, start, events)]).toEqual([
      { limitId: "doing", userId: null, cardId: "A", at: 5 },
      { limitId: "doing", userId: null, cardId: "B", at: 3 },
    ]);
  });

  test("needs no room, and is none of a card that was there", () => {
    const from = { ...start, cards: [{ id: "A", ...place("doing") }] };
    expect([...findEntries(rules, from, [goes("A", "doing", 1), becomes({ max: 0 }, 2)])]).toEqual([]);
  });
});

describe("an overrun", () => {
  const overruns = (...events: ReplayEvent[]) =>
    findOverruns(rules, start, events).map(({ cardId }) => cardId);

  test("is an entry that leaves more cards than the limit allows, with all that is to be known of it", () => {
    expect(findOverruns(rules, start, [goes("A", "doing", 1), goes("B", "doing", 2, 7)])).toEqual([
      { limitId: "doing", userId: null, cardId: "B", version: 7, at: 2, count: 2, max: 1, mode: "hard" },
    ]);
  });

  test("is none where what one change exceeded another of the same version set right", () => {
    expect(overruns(goes("A", "doing", 1), goes("B", "doing", 2, 9), goes("A", "ready", 2, 9))).toEqual([]);
    expect(overruns(goes("A", "doing", 1), goes("B", "doing", 2, 9), goes("A", "ready", 3, 10))).toEqual([
      "B",
    ]);
  });

  test("stands where the same version set another limit right, or this one for another card only", () => {
    const swap = [goes("B", "doing", 2, 9), goes("C", "doing", 2, 9), goes("A", "ready", 2, 9)];
    expect(overruns(goes("A", "doing", 1), ...swap)).toEqual(["B", "C"]);
  });

  test("is only the entry that no longer fits, whatever fitted before it in the same version", () => {
    expect(overruns(goes("A", "doing", 1, 9), goes("B", "doing", 1, 9))).toEqual(["B"]);
  });

  test("is judged by the limit that it exceeded, not by another one that is counted later", () => {
    const roomy = limit({ id: "ready", max: 5, columnIds: ["ready"] });
    const events = [goes("A", "doing", 1), goes("B", "doing", 2, 9), goes("C", "ready", 2, 9)];
    const found = findOverruns(rules, { ...start, limits: [limit(), roomy] }, events);
    expect(found.map(({ limitId, cardId }) => [limitId, cardId])).toEqual([["doing", "B"]]);
  });

  test("is none of imported history that comes one by one, and of a limit that was lowered", () => {
    expect(overruns(goes("A", "doing", 1, 0), goes("A", "ready", 2, 0), goes("B", "doing", 3, 0))).toEqual(
      [],
    );
    expect(overruns(goes("A", "doing", 1), becomes({ max: 0 }, 2), goes("A", "ready", 3))).toEqual([]);
  });

  test("of imported history is judged change by change: each is a version of its own", () => {
    expect(overruns(goes("A", "doing", 1, 0), goes("B", "doing", 2, 0), goes("A", "ready", 2, 0))).toEqual([
      "B",
    ]);
  });

  test("is judged before a limit changes in between", () => {
    expect(
      overruns(
        goes("A", "doing", 1),
        goes("B", "doing", 2, 9),
        becomes({ max: 5 }, 2),
        goes("A", "ready", 2, 9),
      ),
    ).toEqual(["B"]);
  });
});
