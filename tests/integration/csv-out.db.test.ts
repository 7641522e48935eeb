import { openRoute } from "../support/call-route";
import "../support/database";
import { parse } from "csv-parse/sync";
import { beforeAll, expect, test } from "vitest";
import { toBoardModel } from "@/lib/client/board/model";
import { parseCardTable } from "@/lib/client/cards/import-cards";

import { plainCard } from "@/lib/domain/board-history";

import { parseEventLog } from "@/lib/server/exchange/event-log";
import { writeBoard } from "@/lib/server/import-worker/import-board";
import type { Door } from "@/lib/server/routes";
import type { Actor } from "../support/actors";
import { must } from "../support/api";
import { buildBoard, type TestBoard } from "../support/boards";

const odd = ["=1+1", "'=1+1", "''=1+1", '"a", b', "-5", "@x", "a;b|c\\d", "＝1"];
let board: TestBoard;

beforeAll(async () => {
  board = await buildBoard();
  const label = await must("post /boards/{id}/labels", board.member, board.id, { name: "a;b, 'c'" });
  for (const title of odd) {
    await must("post /boards/{id}/cards", board.member, board.id, {
      columnId: board.column("Ready"),
      title,
      description: `  ${title}\n\n\tend `,
      type: "=bug",
      labelIds: [label.id],
      dueDate: "2026-03-10",
    });
  }
});

async function read(door: Door, actor: Actor | null, id = board.id) {
  const response = await openRoute(door, actor, { params: { id } });
  return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
}

test("the cards of a board go out as a table, and come in again as they were", async () => {
  const { status, type, text } = await read("get /boards/{id}/cards.csv", board.viewer);
  expect([status, type]).toEqual([200, "text/csv; charset=utf-8; header=present"]);
  const snapshot = await must("get /boards/{id}", board.viewer, board.id);
  const { items, faults } = parseCardTable(text, toBoardModel(snapshot));
  expect(faults).toEqual([]);
  expect(items.map(({ request, labels }) => ({ ...request, labels }))).toEqual(
    odd.map((title) => ({
      columnId: board.column("Ready"),
      title,
      classOfService: "standard",
      dueDate: "2026-03-10",
      description: `  ${title}\n\n\tend `,
      type: "=bug",
      labels: ["a;b, 'c'"],
    })),
  );
});

test("the log goes out in order, with every step, a card that left too", async () => {
  const [card] = (await must("get /boards/{id}", board.viewer, board.id)).cards;
  await must("post /cards/{id}/move", board.member, card.id, { columnId: board.column("Doing") });
  await must("post /cards/{id}/archive", board.member, card.id);
  const { text } = await read("get /boards/{id}/transitions.csv", board.viewer);
  const [heading, ...rows]: string[][] = parse(text);
  expect(heading).toEqual(["case_id", "activity", "timestamp", "title", "beginning", "sluice_guarded"]);
  const key = (await must("get /boards/{id}", board.viewer, board.id)).board.key;
  expect(
    rows.filter(([caseId]) => caseId === `${key}-${card.number}`).map(([, activity]) => activity),
  ).toEqual(["Ready", "Doing", "(off the board)"]);
  const instants = rows.map(([, , at]) => at ?? "");
  expect([...instants].sort()).toEqual(instants);
});

test("columns of one name are told apart, and pages follow one another without a gap", async () => {
  const columns = ["a", "b"].map((key) => ({ key, name: "Same", kind: "queue" as const, isArchived: false }));
  const cards = Array.from({ length: 2_100 }, (_, n) =>
    plainCard(`Card ${n}`, [{ columnKey: n % 2 === 0 ? "a" : "b", at: 1_700_000_000_000 }]),
  );
  const history = { name: "Many", key: null, timeZone: "UTC", columns, labels: [], cards, limits: [] };
  const { boardId } = await writeBoard(board.lead.userId, board.teamId, history, "event-log");
  const rows: string[][] = parse(
    (await read("get /boards/{id}/transitions.csv", board.viewer, boardId)).text,
  );
  expect(rows).toHaveLength(2_101);
  expect(new Set(rows.slice(1).map(([caseId]) => caseId)).size).toBe(2_100);
  expect(new Set(rows.slice(1).map(([, activity]) => activity))).toEqual(new Set(["Same", "Same (2)"]));
  const table: string[][] = parse((await read("get /boards/{id}/cards.csv", board.viewer, boardId)).text);
  expect(table).toHaveLength(2_101);
});

test("the log comes in again with the same texts, the same numbers and the same moves", async () => {
  const { text } = await read("get /boards/{id}/transitions.csv", board.viewer);
  const kindOf = new Map(board.snapshot.columns.map(({ name, kind }) => [name, kind]));
  const parsed = await parseEventLog([text], {
    ...{ boardName: "Again", timeZone: "UTC", mapping: undefined, now: Date.now() },
  });
  expect(parsed.dropped).toEqual([]);
  expect(parsed.deleted).toEqual(["(off the board)"]);
  expect(parsed.history.columns.map(({ name }) => name)).not.toContain("(off the board)");
  const columns = parsed.history.columns.map((column) => ({
    ...column,
    kind: kindOf.get(column.name) ?? "queue",
  }));
  const { boardId } = await writeBoard(
    board.lead.userId,
    board.teamId,
    { ...parsed.history, key: null, columns },
    "event-log",
  );
  const again = (await read("get /boards/{id}/transitions.csv", board.viewer, boardId)).text;
  const withoutKey = (log: string) => log.replaceAll(/^"[A-Z0-9]+-(\d+)"/gm, "$1");
  expect(withoutKey(again).split("\n").sort()).toEqual(withoutKey(text).split("\n").sort());
});

test("strangers read nothing", async () => {
  for (const door of ["get /boards/{id}/cards.csv", "get /boards/{id}/transitions.csv"] as const) {
    expect((await read(door, board.stranger)).status).toBe(404);
    expect((await read(door, null)).status).toBe(401);
  }
});
