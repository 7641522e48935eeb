import { answerApi } from "@/lib/server/routes/api";
import "../support/database";
import { beforeAll, expect, test } from "vitest";
import type { ImportAnswer } from "@/lib/contracts/import";
import { type Actor, buildActor, buildTeam } from "../support/actors";
import { must } from "../support/api";
import { logMinusBoard, namedLogLosses } from "../support/log-minus-board";
import { namedLosses, type ToldBoard, trelloMinusBoard } from "../support/trello-minus-board";

// What is in a file is on the board or in the loss report, field by field. The comparison knows nothing of the importer.

let lead: Actor;
let teamId: string;

beforeAll(async () => {
  teamId = await buildTeam();
  lead = await buildActor(teamId, "lead");
});

async function send(format: string, text: string, options: object): Promise<ImportAnswer> {
  const query = new URLSearchParams({ format, options: JSON.stringify({ teamId, ...options }) });
  const request = new Request(`http://sluice.test/api/v1/imports?${query}`, {
    method: "POST",
    headers: { Authorization: `Bearer ${lead.token}`, "Content-Type": "application/octet-stream" },
    body: text,
  });
  const response = await answerApi(request);
  const body = await response.json();
  expect([response.status, body.errors]).toEqual([201, undefined]);
  return body;
}

async function tellBoard(boardId: string): Promise<ToldBoard> {
  const list = async (what: "cards" | "transitions", query: object) =>
    (await must(`get /boards/{id}/${what}`, lead, boardId, { limit: "1000", ...query })).items;
  const cards = [...(await list("cards", {})), ...(await list("cards", { archived: "true" }))];
  return {
    ...(await must("get /boards/{id}", lead, boardId)),
    cards: [...new Map(cards.map((card) => [card.id, card])).values()],
    transitions: await list("transitions", {}),
  };
}

async function expectNothingUntold(file: object, timeZone = "UTC"): Promise<void> {
  const text = JSON.stringify(file);
  const { boardId, dropped } = await send("trello", text, { timeZone });
  const untold = trelloMinusBoard(text, await tellBoard(boardId), timeZone);
  expect(untold.size).toBeGreaterThan(10);
  expect(Object.fromEntries(namedLosses(dropped))).toEqual(Object.fromEntries(untold));
}

const id = (n: number) => `65920080${String(n).padStart(16, "0")}`;
const board = { id: id(900), name: "Ours", shortLink: "abc" };
const lists = [
  { id: id(1), name: "To do", closed: false, pos: 1, softLimit: 5, idBoard: id(900) },
  { id: id(2), name: "Doing", closed: false, pos: 2, subscribed: true },
  { id: id(3), name: "Done", closed: false, pos: 3 },
  { id: id(4), name: "Never used", closed: true, pos: 4 },
];
const act = (n: number, type: string, day: number, data: object) => ({
  id: id(500 + n),
  idMemberCreator: id(800),
  type,
  date: `2024-02-${String(day).padStart(2, "0")}T10:00:00.000Z`,
  data: { board, ...data },
  memberCreator: { id: id(800), username: "ann", fullName: "Ann" },
});
const onCard = (n: number) => ({ id: id(100 + n), name: `Card ${n}`, idShort: n, shortLink: `s${n}` });
const created = (n: number, day: number) =>
  act(n, "createCard", day, { card: onCard(n), list: { id: id(1), name: "To do" } });
const moved = (n: number, day: number, from: number, to: number) =>
  act(10 + n, "updateCard", day, {
    card: { ...onCard(n), idList: id(to) },
    old: { idList: id(from) },
    listBefore: { id: id(from), name: lists[from - 1]?.name },
    listAfter: { id: id(to), name: "As it was called then" },
  });

test("a board with everything that Trello knows", async () => {
  await expectNothingUntold(
    {
      ...board,
      desc: "About it",
      prefs: {
        background: "blue",
        invitations: "members",
        switcherViews: [{ viewType: "Calendar", enabled: true }],
      },
      labelNames: { green: "bug", red: "" },
      members: [{ id: id(800), username: "ann" }],
      checklists: [{ id: id(700), name: "Steps", checkItems: [{ name: "One", state: "complete" }] }],
      customFields: [{ id: id(710), name: "Size", type: "number" }],
      somethingNew: { deep: [{ inside: 1 }, { inside: 2 }] },
      lists,
      labels: [
        { id: id(600), name: "bug", color: "green", uses: 3 },
        { id: id(601), name: "", color: "red", uses: 0 },
        { id: id(602), name: "later", color: "sky_dark" },
      ],
      cards: [
        {
          ...onCard(1),
          desc: "Text",
          closed: false,
          idList: id(3),
          pos: 20,
          due: "2026-03-10T23:30:00.000Z",
          dueComplete: true,
          start: "2026-03-01T00:00:00.000Z",
          idMembers: [id(800), id(801)],
          idChecklists: [id(700)],
          attachments: [{ id: id(720), url: "https://example.org/a.png", bytes: 5 }],
          customFieldItems: [{ idCustomField: id(710), value: { number: "3" } }],
          labels: [{ id: id(600), name: "bug", color: "green" }],
          idLabels: [id(600)],
          cover: { color: "pink", brightness: "light" },
          badges: { votes: 1, comments: 1 },
          dateLastActivity: "2024-02-05T10:00:00.000Z",
          isTemplate: false,
        },
        { ...onCard(2), closed: false, idList: id(1), pos: 10, labels: [], stickers: [{ image: "star" }] },
        { ...onCard(3), closed: true, idList: id(3), pos: 5, desc: "" },
      ],
      actions: [
        act(90, "commentCard", 6, { text: "Well", card: onCard(1), list: { id: id(3) } }),
        act(91, "updateCard", 6, {
          card: { ...onCard(3), closed: true },
          old: { closed: false },
          list: { id: id(3) },
        }),
        moved(3, 5, 1, 3),
        moved(1, 4, 2, 3),
        moved(1, 3, 1, 2),
        act(92, "addMemberToCard", 2, { idMember: id(800), card: onCard(1) }),
        created(3, 1),
        created(2, 1),
        created(1, 1),
      ],
    },
    "Europe/Berlin",
  );
});

test("a file with loose ends: what cannot be read is told like the rest", async () => {
  await expectNothingUntold({
    ...board,
    lists: [...lists, null, { name: "no id" }, 7],
    labels: "none",
    cards: [
      { ...onCard(1), idList: id(2), pos: "3", closed: null, due: "soon", labels: null },
      { ...onCard(1), idList: id(1) },
      { name: "no id", desc: "lost" },
      "x",
    ],
    actions: [
      { ...moved(1, 4, 1, 2), date: "never" },
      created(1, 1),
      null,
      { type: 5 },
      { id: id(99), date: "2024-02-01T00:00:00.000Z", data: {} },
      act(93, "updateList", 2, { list: { id: id(1), closed: null } }),
    ],
  });
});

test("texts that are cut or cleaned, labels that become one, names and titles of which nothing is seen", async () => {
  await expectNothingUntold({
    ...board,
    name: ` ${board.name} `,
    lists: [
      { ...lists[0], name: "l".repeat(90) },
      { ...lists[1], name: "two\nlines" },
    ],
    labels: [
      { id: id(600), name: `${"x".repeat(40)}1`, color: "green" },
      { id: id(601), name: `${"x".repeat(40)}2`, color: "blue" },
      { id: id(602), name: "red", color: "sky" },
      { id: id(603), name: "", color: "red" },
      { id: id(604), name: "pad ", color: "purple" },
    ],
    cards: [
      {
        ...onCard(1),
        name: `${"a".repeat(499)}😀 and more`,
        desc: "x\u0000y",
        idList: id(1),
        pos: 1,
        labels: [{ id: id(601), name: `${"x".repeat(40)}2`, color: "blue" }],
        idLabels: [id(601), id(603)],
      },
      { ...onCard(2), name: "\u0000\u0000", desc: "e\u0301\r\n", idList: id(1), pos: 2 },
      { ...onCard(3), name: "a\ud83d b\tc", desc: "fine", idList: id(2), pos: 3 },
    ],
    actions: [],
  });
});

test("an event log: every line is a step or told, and so is every value that is no part of a step", async () => {
  const heading = ["case_id", "activity", "timestamp", "who", "cost"];
  const rows = [
    ["A", "new", "2024-01-01T08:00:00Z", "ann", "3"],
    ["A", "new", "2024-01-02T08:00:00Z", "", "4"],
    ["A", "again new", "2024-01-03T08:00:00Z", "ann", ""],
    ["A", "work", "2024-01-04T08:00:00Z", "bob", ""],
    ["A", "work", "2024-01-04T08:00:00Z", "bob", ""],
    ["A", "note", "2024-01-05T08:00:00Z", "", ""],
    ["A", "gone", "2024-01-06T08:00:00Z", "", ""],
    ["A", "gone", "2024-01-07T08:00:00Z", "", ""],
    ["B", "gone", "2024-01-07T08:00:00Z", "", ""],
    ["C", "note", "2024-01-07T08:00:00Z", "", ""],
    ["C", "unheard of", "2024-01-07T08:00:00Z", "", ""],
    ["=1+1", "work", "2024-01-08T08:00:00Z", "", ""],
  ];
  const mapping = {
    columns: [
      { name: "New", kind: "backlog", activities: ["new", "again new"] },
      { name: "Work", kind: "active", activities: ["work"] },
    ],
    deleted: ["gone"],
    ignored: ["note"],
  };
  const text = [heading, ...rows].map((row) => row.join(",")).join("\n");
  const { boardId, dropped } = await send("event-log", text, { mapping });
  const told = await tellBoard(boardId);
  const titles = new Map(told.cards.map(({ id, title }) => [id, title]));
  const names = new Map(told.columns.map(({ id, name }) => [id, name]));
  const moves = told.transitions.map(({ cardId, toColumnId, at }) => ({
    title: titles.get(cardId) ?? "",
    column: toColumnId === null ? null : (names.get(toColumnId) ?? ""),
    at,
  }));
  const roles = { case: "case_id", activity: "activity", time: "timestamp" };
  const untold = logMinusBoard(heading, rows, roles, mapping, moves);
  expect(untold.lines).toBe(8);
  expect(namedLogLosses(dropped)).toEqual(untold);
});
