import { expect, test } from "vitest";
import { parseTrello } from "@/lib/server/exchange/trello";

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

function board(cards: { id: string; idList: string; closed?: boolean }[], actions: Action[]): string {
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

test("a card without a creation is dated by its id, and the difference is told", () => {
  const { history, dropped } = parse(board([{ id: idOf(1), idList: todo }], []));
  // 0x65920080 seconds is 2024-01-01T00:00:00Z.
  expect(new Date(history.cards[0]?.steps[0]?.at ?? 0).toISOString()).toBe("2024-01-01T00:00:00.000Z");
  expect(dropped.map(({ what, count }) => [what, count])).toContainEqual(["creation times", 1]);
});

test("where the actions end elsewhere than the export, the export is right and it is told", () => {
  const { history, dropped } = parse(
    board([{ id: idOf(1), idList: done }], [created("2024-01-01", idOf(1), todo)]),
  );
  expect(history.cards[0]?.steps.at(-1)?.columnKey).toBe(done);
  expect(dropped.map(({ what }) => what)).toContain("missing moves");
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
