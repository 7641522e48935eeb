import { describe, expect, test } from "vitest";
import {
  type AdmissionBoard,
  type AdmissionColumn,
  type CardPlace,
  countsOf,
  findBreaches,
  findStoppedColumn,
  isCovered,
  type LimitMode,
  type PlacedCard,
  takesSlot,
  verdictOf,
  type WipLimit,
} from "@/lib/domain/limit";

// The admission rule, row by row. The same rule stands in SQL; tests/integration/admission-twin.db.test.ts compares them.

const column = (id: string, kind: AdmissionColumn["kind"], more: Partial<AdmissionColumn> = {}) => ({
  id,
  kind,
  donePartOf: null,
  andon: null,
  ...more,
});

/** `doing` is split: what is finished there waits in `doing-done`. */
const columns: readonly AdmissionColumn[] = [
  column("ideas", "backlog"),
  column("ready", "queue"),
  column("doing", "active"),
  column("doing-done", "queue", { donePartOf: "doing" }),
  column("review", "active"),
  column("done", "done"),
];

/** A hard limit of one card on `doing`, but for what is said. */
const limit = (is: Partial<WipLimit> = {}): WipLimit => ({
  id: "limit",
  max: 1,
  mode: "hard",
  columnIds: ["doing"],
  laneId: null,
  userId: null,
  perPerson: false,
  classOfService: null,
  ...is,
});

/** A standard card of nobody in `doing`, outside of lanes, but for what is said. */
const place = (is: Partial<CardPlace> = {}): CardPlace => ({
  columnId: "doing",
  laneId: null,
  classOfService: "standard",
  assigneeIds: [],
  blocked: false,
  ...is,
});

const card = (id: string, is: Partial<CardPlace> = {}): PlacedCard => ({ id, ...place(is) });

/** How a board counts unless it is said: blocked cards too, and expedite cards like all others. */
const usual = { columns, blockedCardsCount: true, expediteExempt: false };

const board = (is: Partial<AdmissionBoard> = {}): AdmissionBoard => ({
  ...usual,
  limits: [limit()],
  cards: [],
  ...is,
});

describe("the cards that a limit counts", () => {
  type Row = [what: string, counts: boolean, limit: Partial<WipLimit>, card: Partial<CardPlace>];

  test.each<Row>([
    ["of one column: a card in it", true, { columnIds: ["doing"] }, { columnId: "doing" }],
    ["of one column: no card in another", false, { columnIds: ["doing"] }, { columnId: "review" }],
    ["of a split column: finished ones too", true, { columnIds: ["doing"] }, { columnId: "doing-done" }],
    ["of its done part: unfinished ones too", true, { columnIds: ["doing-done"] }, { columnId: "doing" }],
    ["of its done part: finished ones", true, { columnIds: ["doing-done"] }, { columnId: "doing-done" }],
    ["of its done part: none elsewhere", false, { columnIds: ["doing-done"] }, { columnId: "ready" }],
    ["of a group: in the first", true, { columnIds: ["doing", "review"] }, { columnId: "doing" }],
    ["of a group: in the last", true, { columnIds: ["doing", "review"] }, { columnId: "review" }],
    ["of a group: not beside it", false, { columnIds: ["doing", "review"] }, { columnId: "ready" }],
    ["a backlog that is named is limited", true, { columnIds: ["ideas"] }, { columnId: "ideas" }],
    ["no column named: in a queue", true, { columnIds: [] }, { columnId: "ready" }],
    ["no column named: in an active column", true, { columnIds: [] }, { columnId: "doing" }],
    ["no column named: in a done part", true, { columnIds: [] }, { columnId: "doing-done" }],
    ["no column named: not in the backlog", false, { columnIds: [] }, { columnId: "ideas" }],
    ["no column named: not in done", false, { columnIds: [] }, { columnId: "done" }],
    ["no column named: not where no column is", false, { columnIds: [] }, { columnId: "gone" }],
    ["a column named that is gone: nothing", false, { columnIds: ["gone"] }, { columnId: "gone" }],
    ["of a lane: in it", true, { laneId: "top" }, { laneId: "top" }],
    ["of a lane: not in another", false, { laneId: "top" }, { laneId: "low" }],
    ["of a lane: not outside of lanes", false, { laneId: "top" }, { laneId: null }],
    ["of no lane: in any", true, { laneId: null }, { laneId: "top" }],
    ["of a cell: in it", true, { laneId: "top" }, { columnId: "doing", laneId: "top" }],
    ["of a cell: not elsewhere in the lane", false, { laneId: "top" }, { columnId: "review", laneId: "top" }],
    ["of a class: that class", true, { classOfService: "fixed-date" }, { classOfService: "fixed-date" }],
    ["of a class: no other", false, { classOfService: "fixed-date" }, { classOfService: "standard" }],
    ["of no class: any", true, { classOfService: null }, { classOfService: "intangible" }],
  ])("%s", (_, counts, scope, is) => {
    expect(takesSlot(usual, limit(scope), place(is))).toBe(counts);
  });

  type Setting = [
    what: string,
    counts: boolean,
    board: { blockedCardsCount?: boolean; expediteExempt?: boolean },
    card: Partial<CardPlace>,
    limit?: Partial<WipLimit>,
  ];
  const exempt = { expediteExempt: true };
  const expedite = { classOfService: "expedite" } as const;

  test.each<Setting>([
    ["a blocked card, where blocked cards count", true, { blockedCardsCount: true }, { blocked: true }],
    ["no blocked card, where they do not", false, { blockedCardsCount: false }, { blocked: true }],
    ["a card that is not blocked, all the same", true, { blockedCardsCount: false }, { blocked: false }],
    ["an expedite card, where expedite is not exempt", true, { expediteExempt: false }, expedite],
    ["no expedite card, where it is", false, exempt, expedite],
    ["other cards, where expedite is exempt", true, exempt, { classOfService: "standard" }],
    ["an exempt card, by the limit of its class", true, exempt, expedite, expedite],
    ["an exempt card, by the limit of a person", true, exempt, expedite, { userId: "ana" }],
    ["an exempt card, by the limit of each person", true, exempt, expedite, { perPerson: true }],
    ["no exempt card in a lane", false, exempt, { ...expedite, laneId: "top" }, { laneId: "top" }],
  ])("%s", (_, counts, settings, is, scope = {}) => {
    expect(takesSlot({ ...usual, ...settings }, limit(scope), place(is))).toBe(counts);
  });

  test("a limit is over the columns in which it would count a card", () => {
    expect(columns.map(({ id }) => id).filter((id) => isCovered(columns, limit(), id))).toEqual([
      "doing",
      "doing-done",
    ]);
  });
});

describe("whose count a card adds to", () => {
  type Row = [what: string, scope: Partial<WipLimit>, people: string[], counts: (string | null)[]];

  test.each<Row>([
    ["a limit on nobody has one count", {}, ["ana", "bo"], [null]],
    ["a card of nobody is in it, too", {}, [], [null]],
    ["one person's limit counts that person's cards", { userId: "ana" }, ["bo", "ana"], ["ana"]],
    ["one person's limit counts no other's", { userId: "ana" }, ["bo"], []],
    ["a limit on each person has a count for each", { perPerson: true }, ["ana", "bo"], ["ana", "bo"]],
    ["a card of nobody is under no person's limit", { perPerson: true }, [], []],
  ])("%s", (_, scope, people, counts) => {
    expect(countsOf(limit(scope), people)).toEqual(counts);
  });
});

/** A breach of a limit: which, for whom, and the cards that hold its slots. */
type Told = [limit: string, userId: string | null, holders: string[]];

function breachesOf(
  state: Partial<AdmissionBoard>,
  before: CardPlace | null,
  after: CardPlace | null,
  cardId = "X",
): Told[] {
  const found = findBreaches(board(state), cardId, before, after);
  for (const { count, holderIds } of found) expect(count).toBe(holderIds.length);
  return found.map(({ limit, userId, holderIds }) => [limit.id, userId, holderIds]);
}

describe("a card X is admitted", () => {
  const inReady = place({ columnId: "ready" });
  const inDoing = place();
  const inDonePart = place({ columnId: "doing-done" });
  const inReview = place({ columnId: "review" });
  const full = { cards: [card("A")] };

  describe("by the number of cards that are there", () => {
    type Row = [what: string, max: number, held: string[], breach: Told[]];
    test.each<Row>([
      ["an empty column has room", 1, [], []],
      ["the last slot is a slot", 2, ["A"], []],
      ["a full one has none", 2, ["A", "B"], [["limit", null, ["A", "B"]]]],
      ["one over a lowered limit has none", 1, ["A", "B"], [["limit", null, ["A", "B"]]]],
      ["a limit of none takes none", 0, [], [["limit", null, []]]],
    ])("%s", (_, max, held, breach) => {
      const state = { limits: [limit({ max })], cards: held.map((id) => card(id)) };
      expect(breachesOf(state, inReady, inDoing)).toEqual(breach);
    });
  });

  describe("by what is new; what was so before is not judged", () => {
    const group = { limits: [limit({ columnIds: ["doing", "review"] })], cards: [card("A")] };
    const refused: Told[] = [["limit", null, ["A"]]];
    type Row = [
      what: string,
      state: Partial<AdmissionBoard>,
      before: CardPlace | null,
      after: CardPlace | null,
      breach: Told[],
    ];

    test.each<Row>([
      ["entering from another column", full, inReady, inDoing, refused],
      ["created, restored or moved here from another board", full, null, inDoing, refused],
      ["entering its done part", full, inReady, inDonePart, refused],
      ["staying: reordered or edited", full, inDoing, inDoing, []],
      ["finished in a split column", full, inDoing, inDonePart, []],
      ["taken up again in a split column", full, inDonePart, inDoing, []],
      ["leaving it", full, inDoing, inReview, []],
      ["leaving the board: archived or deleted", full, inDoing, null, []],
      ["passing on inside of a group", group, inDoing, inReview, []],
      ["entering a group", group, inReady, inReview, refused],
      [
        "into a lane that is full",
        { limits: [limit({ laneId: "top" })], cards: [card("A", { laneId: "top" })] },
        inDoing,
        place({ laneId: "top" }),
        refused,
      ],
      [
        "becoming of a class that is full",
        {
          limits: [limit({ classOfService: "expedite" })],
          cards: [card("A", { classOfService: "expedite" })],
        },
        inDoing,
        place({ classOfService: "expedite" }),
        refused,
      ],
      [
        "being no longer exempt",
        { ...full, expediteExempt: true },
        place({ classOfService: "expedite" }),
        inDoing,
        refused,
      ],
      [
        "unblocked where blocked cards do not count",
        { ...full, blockedCardsCount: false },
        place({ blocked: true }),
        inDoing,
        refused,
      ],
      ["blocked", { ...full, blockedCardsCount: false }, inDoing, place({ blocked: true }), []],
      ["unblocked where they do", full, place({ blocked: true }), inDoing, []],
    ])("%s", (_, state, before, after, breach) => {
      expect(breachesOf(state, before, after)).toEqual(breach);
    });
  });

  describe("by each person's own count", () => {
    const each = { limits: [limit({ perPerson: true })], cards: [card("A", { assigneeIds: ["ana"] })] };
    const anas = { limits: [limit({ userId: "ana" })], cards: each.cards };
    const of = (...assigneeIds: string[]) => place({ assigneeIds });
    type Row = [what: string, state: Partial<AdmissionBoard>, before: CardPlace, after: CardPlace, Told[]];

    test.each<Row>([
      ["given to somebody who is full", each, of(), of("ana"), [["limit", "ana", ["A"]]]],
      ["given to somebody who is free", each, of(), of("bo"), []],
      ["given to two, one of them full", each, of(), of("bo", "ana"), [["limit", "ana", ["A"]]]],
      ["given to one more, the full one had it", each, of("ana"), of("ana", "bo"), []],
      ["passed on to somebody who is full", each, of("bo"), of("ana"), [["limit", "ana", ["A"]]]],
      ["taken off somebody", each, of("ana"), of(), []],
      ["of nobody", each, inReady, inDoing, []],
      ["one person's limit: given to that person", anas, of(), of("ana"), [["limit", "ana", ["A"]]]],
      ["one person's limit: given to another", anas, of(), of("bo"), []],
      [
        "given to two who are full: both are told",
        { ...each, cards: [card("A", { assigneeIds: ["ana", "bo"] }), card("B", { assigneeIds: ["bo"] })] },
        of(),
        of("ana", "bo"),
        [
          ["limit", "ana", ["A"]],
          ["limit", "bo", ["A", "B"]],
        ],
      ],
    ])("%s", (_, state, before, after, breach) => {
      expect(breachesOf(state, before, after)).toEqual(breach);
    });
  });

  test("by every limit at once; those without room are told in their order", () => {
    const limits = [
      limit({ id: "column" }),
      limit({ id: "wide", max: 9, columnIds: [] }),
      limit({ id: "lane", columnIds: [], laneId: "top" }),
      limit({ id: "elsewhere", columnIds: ["review"], max: 0 }),
    ];
    const cards = [card("A"), card("B", { columnId: "review", laneId: "top" })];
    expect(breachesOf({ limits, cards }, inReady, place({ laneId: "top" }))).toEqual([
      ["column", null, ["A"]],
      ["lane", null, ["B"]],
    ]);
  });

  test("and never holds a slot against itself, even where the screen shows it there already", () => {
    const cards = [card("X"), card("A", { columnId: "review" })];
    expect(breachesOf({ cards }, null, inDoing)).toEqual([]);
    expect(breachesOf({ cards }, null, inDoing, "Y")).toEqual([["limit", null, ["X"]]]);
  });
});

describe("the strictest of the breached limits decides", () => {
  type Row = [modes: LimitMode[], verdict: ReturnType<typeof verdictOf>];

  test.each<Row>([
    [[], "accepted"],
    [["soft"], "accepted"],
    [["reason"], "reason-required"],
    [["hard"], "refused"],
    [["soft", "soft"], "accepted"],
    [["soft", "reason"], "reason-required"],
    [["reason", "soft"], "reason-required"],
    [["reason", "hard"], "refused"],
    [["hard", "reason", "soft"], "refused"],
  ])("%j: %s", (modes, verdict) => {
    const breaches = modes.map((mode) => ({
      limit: limit({ mode }),
      userId: null,
      count: 1,
      holderIds: ["A"],
    }));
    expect(verdictOf(breaches)).toBe(verdict);
  });
});

describe("a pulled andon stops new work", () => {
  const stopped = (id: string) =>
    columns.map((one) => (one.id === id ? { ...one, andon: { reason: "The build is broken." } } : one));
  type Row = [
    what: string,
    columns: readonly AdmissionColumn[],
    before: string | null,
    after: string | null,
    stoppedAt: string | null,
  ];
  const at = (columnId: string | null) => (columnId === null ? null : place({ columnId }));

  test.each<Row>([
    ["from another column", stopped("doing"), "ready", "doing", "doing"],
    ["from outside of the board", stopped("doing"), null, "doing", "doing"],
    ["into the done part of a column that is stopped", stopped("doing"), "ready", "doing-done", "doing"],
    ["but not what is there already", stopped("doing"), "doing", "doing", null],
    ["nor what is finished there", stopped("doing"), "doing", "doing-done", null],
    ["nor what is taken up again there", stopped("doing"), "doing-done", "doing", null],
    ["nor what leaves", stopped("doing"), "doing", "review", null],
    ["nor what leaves the board", stopped("doing"), "doing", null, null],
    ["nor what goes elsewhere", stopped("doing"), "ready", "review", null],
    ["nor anything while none is pulled", columns, "ready", "doing", null],
    ["nor what goes to a column that is gone", stopped("doing"), "ready", "gone", null],
  ])("%s", (_, columns, before, after, stoppedAt) => {
    expect(findStoppedColumn(columns, at(before), at(after))?.id ?? null).toBe(stoppedAt);
  });
});
