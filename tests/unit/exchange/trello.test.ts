import { describe, expect, test } from "vitest";
import { parseTrello } from "@/lib/server/exchange/trello";
import { parseTrelloFile } from "@/lib/server/exchange/trello-file";

const todo = "5f0000000000000000000001";
const doing = "5f0000000000000000000002";
const done = "5f0000000000000000000003";
const old = "5f0000000000000000000004";

type Action = { type: string; date: string; data: object };

const action = (type: string, date: string, data: object): Action => ({
  type,
  date: `${date}T10:00:00.000Z`,
  data,
});
const card = (id: string) => ({ id, name: `Card ${id.slice(-1)}` });
const created = (date: string, id: string, list: string) =>
  action("createCard", date, { card: card(id), list: { id: list, name: "list" } });
const moved = (date: string, id: string, from: string, to: string) =>
  action("updateCard", date, {
    card: card(id),
    listBefore: { id: from, name: "x" },
    listAfter: { id: to, name: "y" },
    old: { idList: from },
  });
const closed = (date: string, id: string, isClosed: boolean) =>
  action("updateCard", date, { card: { ...card(id), closed: isClosed }, old: { closed: !isClosed } });

const idOf = (n: number) => `65920080${String(n).padStart(16, "0")}`;

type Card = { id: string; idList: string; closed?: boolean; dateLastActivity?: string };

function board(cards: Card[], actions: Action[]): string {
  return JSON.stringify({
    name: "Our board",
    lists: [
      { id: todo, name: "To do", closed: false, pos: 1 },
      { id: doing, name: "作業中", closed: false, pos: 2 },
      { id: done, name: "Done", closed: false, pos: 3 },
      { id: old, name: "Old list", closed: true, pos: 4 },
    ],
    cards: cards.map((one, index) => ({
      name: `Card ${index}`,
      desc: "",
      closed: false,
      idShort: index + 1,
      ...one,
    })),
    // Exports hold the newest action first.
    actions: [...actions].reverse(),
  });
}

const parse = (text: string) =>
  parseTrello(text, {
    boardName: undefined,
    timeZone: "UTC",
    mapping: undefined,
    now: Date.parse("2026-06-01T00:00:00Z"),
  });
const stepsOf = (text: string) =>
  parse(text).history.cards.map(({ steps }) =>
    steps.map(({ columnKey, at }) => [columnKey, new Date(at).toISOString().slice(0, 10)]),
  );

test("moves are rebuilt from the actions, and lists are followed by id", () => {
  const text = board(
    [{ id: idOf(1), idList: done }],
    [
      created("2024-01-01", idOf(1), todo),
      moved("2024-01-02", idOf(1), todo, doing),
      moved("2024-01-04", idOf(1), doing, done),
    ],
  );
  expect(stepsOf(text)).toEqual([
    [
      [todo, "2024-01-01"],
      [doing, "2024-01-02"],
      [done, "2024-01-04"],
    ],
  ]);
  const { history } = parse(text);
  expect(history.columns.map(({ name, kind }) => [name, kind])).toEqual([
    ["To do", "backlog"],
    ["作業中", "active"],
    ["Done", "done"],
  ]);
  expect(history.name).toBe("Our board");
});

test("archived outside done leaves the board, unarchived comes back, archived in done stays finished", () => {
  const text = board(
    [
      { id: idOf(1), idList: todo, closed: true },
      { id: idOf(2), idList: doing },
      { id: idOf(3), idList: done, closed: true },
    ],
    [
      created("2024-01-01", idOf(1), todo),
      closed("2024-01-02", idOf(1), true),
      created("2024-01-01", idOf(2), doing),
      closed("2024-01-02", idOf(2), true),
      closed("2024-01-03", idOf(2), false),
      created("2024-01-01", idOf(3), done),
      closed("2024-01-05", idOf(3), true),
    ],
  );
  expect(stepsOf(text)).toEqual([
    [
      [todo, "2024-01-01"],
      [null, "2024-01-02"],
    ],
    [
      [doing, "2024-01-01"],
      [null, "2024-01-02"],
      [doing, "2024-01-03"],
    ],
    [[done, "2024-01-01"]],
  ]);
  expect(parse(text).history.cards.map(({ isArchived, isDeleted }) => [isArchived, isDeleted])).toEqual([
    [false, false],
    [false, false],
    [true, false],
  ]);
});

test("a deleted card is in no list of cards, but its history comes in", () => {
  const text = board(
    [],
    [
      created("2024-01-01", idOf(1), todo),
      moved("2024-01-02", idOf(1), todo, doing),
      action("deleteCard", "2024-01-03", { card: { id: idOf(1) }, list: { id: doing } }),
    ],
  );
  expect(stepsOf(text)).toEqual([
    [
      [todo, "2024-01-01"],
      [doing, "2024-01-02"],
      [null, "2024-01-03"],
    ],
  ]);
  expect(parse(text).history.cards[0]?.isDeleted).toBe(true);
});

const told = (text: string) => parse(text).dropped.map(({ what, count }) => [what, count]);

describe("beginnings that the file does not tell", () => {
  test("a card without actions is found where it is when the actions begin, and its beginning is unknown", () => {
    const text = board(
      [
        { id: idOf(1), idList: doing },
        { id: idOf(2), idList: todo },
      ],
      [created("2024-02-01", idOf(2), todo)],
    );
    const { cards } = parse(text).history;
    expect(stepsOf(text)).toEqual([[[doing, "2024-02-01"]], [[todo, "2024-02-01"]]]);
    expect(cards.map(({ isBeginningUnknown }) => isBeginningUnknown)).toEqual([true, false]);
    expect(told(text)).toContainEqual(["beginnings of cards", 1]);
  });

  test("before its first known move it was on the list that it left", () => {
    const text = board(
      [
        { id: idOf(1), idList: done },
        { id: idOf(2), idList: todo },
      ],
      [created("2024-02-01", idOf(2), todo), moved("2024-03-01", idOf(1), doing, done)],
    );
    expect(stepsOf(text)).toContainEqual([
      [doing, "2024-02-01"],
      [done, "2024-03-01"],
    ]);
  });

  test("without any action it is known only when the file was made", () => {
    const { history } = parse(
      board([{ id: idOf(1), idList: done, dateLastActivity: "2024-05-01T00:00:00.000Z" }], []),
    );
    expect(history.cards[0]).toMatchObject({
      steps: [{ columnKey: done, at: Date.parse("2024-05-01T00:00:00Z") }],
      isBeginningUnknown: true,
    });
  });

  test("archived before the actions begin, it was never there; deleted, nothing is left of it", () => {
    const text = board(
      [
        { id: idOf(1), idList: todo, closed: true },
        { id: idOf(2), idList: todo },
      ],
      [
        created("2024-02-01", idOf(2), todo),
        action("deleteCard", "2024-03-01", { card: { id: idOf(3) }, list: { id: todo } }),
      ],
    );
    expect(stepsOf(text)).toContainEqual([
      [todo, "2024-02-01"],
      [null, "2024-02-01"],
    ]);
    expect(parse(text).history.cards).toHaveLength(2);
    expect(told(text)).toContainEqual(["deletions of cards", 1]);
  });

  test("where moves are missing, the card is found after the gap, and no instant is made up", () => {
    const atEnd = board([{ id: idOf(1), idList: done }], [created("2024-01-01", idOf(1), todo)]);
    expect(stepsOf(atEnd)).toEqual([[[done, "2024-01-01"]]]);
    const between = board(
      [{ id: idOf(1), idList: done }],
      [created("2024-01-01", idOf(1), todo), moved("2024-01-09", idOf(1), doing, done)],
    );
    expect(stepsOf(between)).toEqual([
      [
        [doing, "2024-01-09"],
        [done, "2024-01-09"],
      ],
    ]);
    expect(told(between)).toEqual(
      expect.arrayContaining([
        ["cards with a gap in their history", 1],
        ["moves before a gap", 1],
      ]),
    );
  });

  test("archiving in done without an action takes nothing from a history", () => {
    const text = board(
      [{ id: idOf(1), idList: done, closed: true }],
      [created("2024-01-01", idOf(1), todo), moved("2024-01-02", idOf(1), todo, done)],
    );
    expect(parse(text).history.cards[0]).toMatchObject({ isArchived: true, isBeginningUnknown: false });
  });
});

describe("loose ends", () => {
  const odd = [
    null,
    7,
    "x",
    {},
    { type: "updateCard", date: "2024-01-01T00:00:00.000Z" },
    { type: "updateCard", date: "soon", data: {} },
    { type: "updateCard", date: 5, data: { card: null, list: [] } },
    { type: "updateCard", date: "2024-02-30T99:00:00Z", data: {} },
    { type: "updateCard", date: "2199-01-01T00:00:00.000Z", data: {} },
  ];

  test("odd actions, cards, lists and labels are dropped and counted; no other goes with them", () => {
    const whole = JSON.parse(
      board(
        [{ id: idOf(1), idList: doing }],
        [created("2024-01-01", idOf(1), todo), moved("2024-01-02", idOf(1), todo, doing)],
      ),
    );
    whole.actions.push(...odd);
    whole.cards.push(null, { name: "no id" }, { id: idOf(1), name: "again" }, [], 5);
    whole.lists.push({ name: "no id" }, null);
    whole.labels = [null, { id: "l1", name: "bug", color: "red" }];
    const text = JSON.stringify(whole);
    expect(stepsOf(text)).toEqual([
      [
        [todo, "2024-01-01"],
        [doing, "2024-01-02"],
      ],
    ]);
    expect(told(text)).toEqual(
      expect.arrayContaining([
        ["actions that cannot be read", odd.length],
        ["cards that cannot be read", 5],
        ["lists that cannot be read", 2],
        ["labels that cannot be read", 1],
      ]),
    );
  });

  test("numbers as text, nulls, and names that objects have of themselves", () => {
    const text = JSON.stringify({
      name: null,
      lists: [
        { id: 1, name: 2, pos: "2", closed: "false" },
        { id: "__proto__", name: "constructor", pos: "1", closed: null },
      ],
      cards: [
        { id: 10, name: 3, idList: 1, idShort: "4", pos: "5", due: "2024-03-01", labels: null, closed: null },
        { id: "toString", name: null, desc: null, idList: "__proto__", due: "tomorrow", labels: [{ id: 9 }] },
        { id: "nowhere", name: "x", idList: "a list that is gone" },
        { id: "none", name: "x" },
      ],
      actions: { a: 1 },
    });
    const { history, dropped } = parse(text);
    expect(history.columns.map(({ key, name }) => [key, name])).toEqual([
      ["__proto__", "constructor"],
      ["1", "2"],
      ["a list that is gone", ""],
    ]);
    expect(history.cards.map(({ title, number, dueOn }) => [title, number, dueOn])).toEqual([
      ["3", 4, "2024-03-01"],
      ["", 5, null],
      ["x", 6, null],
    ]);
    expect(dropped.map(({ what, count }) => [what, count])).toEqual(
      expect.arrayContaining([
        ["due dates", 1],
        ["cards", 1],
        ["names of lists that are gone", 1],
      ]),
    );
  });

  test("too deep, too many, and no board are said in words", () => {
    expect(() => parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`)).toThrow("deeper than 100 levels");
    expect(() => parse(`[${"0,".repeat(2_000_001)}0]`)).toThrow("more than 2,000,000 values");
    expect(() => parse(JSON.stringify({ lists: Array(501).fill({ id: "a" }), cards: [] }))).toThrow(
      "501 lists",
    );
    expect(() => parse("[]")).toThrow("not the JSON export of a Trello board");
  });
});

describe("at a limit all is read, beyond it nothing", () => {
  const list = (n: number) => ({ id: `l${n}`, name: `List ${n}`, pos: n });
  const file = (lists: number, cards: number, labels: number) =>
    JSON.stringify({
      lists: Array.from({ length: lists }, (_, n) => list(n)),
      cards: Array.from({ length: cards }, (_, n) => ({ id: `c${n}`, name: "c", idList: "l0" })),
      labels: Array.from({ length: labels }, (_, n) => ({ id: `b${n}`, name: `Label ${n}` })),
    });
  const nested = (depth: number) =>
    file(1, 1, 0).replace('"c"', `"c","x":${"[".repeat(depth)}${"]".repeat(depth)}`);

  test("lists, labels, depth", () => {
    for (const text of [file(499, 1, 0), file(500, 1, 0), file(1, 1, 1_999), file(1, 1, 2_000), nested(97)])
      expect(parse(text).history.cards).toHaveLength(1);
    expect(() => parse(file(501, 1, 0))).toThrow("501 lists; at most 500");
    expect(() => parse(file(1, 1, 2_001))).toThrow("2,001 labels; at most 2,000");
    expect(() => parse(nested(98))).toThrow("deeper than 100 levels");
  });

  test("cards", () => {
    const read = (cards: number) => parseTrelloFile(file(1, cards, 0), Date.now());
    expect(read(100_000).cards.size).toBe(100_000);
    expect(() => read(100_001)).toThrow("100,001 cards; at most 100,000");
  }, 30_000);
});

test("order is that of the list, due days are of the zone, colours are the nearest of ours", () => {
  const text = JSON.stringify({
    lists: [{ id: todo, name: "To do", pos: 1 }],
    cards: [3, 1, 2].map((pos, index) => ({
      id: idOf(index),
      name: `at ${pos}`,
      idList: todo,
      pos,
      due: "2026-03-10T23:00:00.000Z",
      labels: [{ id: `l${index}`, name: "", color: ["red_dark", "lime", "mauve"][index] }],
    })),
  });
  const { history } = parseTrello(text, {
    boardName: undefined,
    timeZone: "Europe/Berlin",
    mapping: undefined,
    now: Date.parse("2026-06-01T00:00:00Z"),
  });
  expect(history.cards.map(({ title, place, dueOn }) => [title, place, dueOn])).toEqual([
    ["at 3", 2, "2026-03-11"],
    ["at 1", 0, "2026-03-11"],
    ["at 2", 1, "2026-03-11"],
  ]);
  expect(history.labels.map(({ name, colour }) => [name, colour])).toEqual([
    ["red_dark", "vermilion"],
    ["lime", "green"],
    ["mauve", ""],
  ]);
});

describe("columns", () => {
  const named = (lists: [string, boolean][]) =>
    JSON.stringify({
      lists: lists.map(([name, closed], pos) => ({ id: `l${pos}`, name, closed, pos })),
      cards: lists.map((_, n) => ({ id: `c${n}`, name: "c", idList: `l${n}` })),
    });
  const columnsOf = (text: string) =>
    parse(text).history.columns.map(({ name, kind, isArchived }) => [name, kind, isArchived]);

  test("the commitment point is never an archived list", () => {
    expect(
      columnsOf(
        named([
          ["Doing 2023", true],
          ["To do", false],
          ["Doing", false],
          ["Done", false],
        ]),
      ),
    ).toEqual([
      ["To do", "backlog", false],
      ["Doing", "active", false],
      ["Doing 2023", "active", true],
      ["Done", "done", false],
    ]);
  });

  test("lists of one name stay apart, each under its id; a mapping joins and names them", () => {
    const text = named([
      ["To do", false],
      ["Done", false],
      ["Done", true],
    ]);
    const { activitiesOf } = parse(text);
    expect([...activitiesOf.values()]).toEqual([["To do"], ["l1"], ["l2"]]);
    const { history } = parseTrello(text, {
      boardName: "B",
      timeZone: "UTC",
      mapping: {
        columns: [
          { name: "Waiting", kind: "backlog", activities: ["To do"] },
          { name: "Empty", kind: "active" },
          { name: "Finished", kind: "done", activities: ["Done"] },
        ],
        deleted: [],
        ignored: [],
      },
      now: Date.now(),
    });
    expect(history.columns.map(({ name, kind, isArchived }) => [name, kind, isArchived])).toEqual([
      ["Waiting", "backlog", false],
      ["Empty", "active", false],
      ["Finished", "done", false],
    ]);
    expect(history.cards.map(({ steps }) => steps[0]?.columnKey)).toEqual(["l0", "l1", "l1"]);
  });
});

test("cards on an archived list are archived, and the list keeps its past", () => {
  const text = board(
    [{ id: idOf(1), idList: old }],
    [
      created("2024-01-01", idOf(1), old),
      action("updateList", "2024-01-05", {
        list: { id: old, name: "Old list", closed: true },
        old: { closed: false },
      }),
    ],
  );
  const { history, dropped } = parse(text);
  expect(history.columns.find(({ name }) => name === "Old list")?.isArchived).toBe(true);
  expect(dropped.map(({ what }) => what)).toContain("cards on archived lists");
  expect(history.cards[0]?.steps.length === 2 || history.cards[0]?.isArchived).toBe(true);
});

test("anything else is refused in words", () => {
  expect(() => parse("not json")).toThrow();
  expect(() => parse("{}")).toThrow();
});
