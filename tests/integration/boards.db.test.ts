import "../support/database";
import { afterAll, expect, test } from "vitest";
import { GET as getActivity } from "@/app/api/v1/boards/[id]/activity/route";
import { POST as postMoveCards } from "@/app/api/v1/boards/[id]/cards/move/route";
import { GET as getCards } from "@/app/api/v1/boards/[id]/cards/route";
import { POST as postColumn } from "@/app/api/v1/boards/[id]/columns/route";
import { GET as getHistory } from "@/app/api/v1/boards/[id]/limits/history/route";
import { POST as postLimit } from "@/app/api/v1/boards/[id]/limits/route";
import { GET as getBoard, PATCH as patchBoard } from "@/app/api/v1/boards/[id]/route";
import { GET as getTransitions } from "@/app/api/v1/boards/[id]/transitions/route";
import { GET as listBoards, POST as postBoard } from "@/app/api/v1/boards/route";
import { POST as postArchive } from "@/app/api/v1/cards/[id]/archive/route";
import { POST as postMove } from "@/app/api/v1/cards/[id]/move/route";
import { POST as postRestore } from "@/app/api/v1/cards/[id]/restore/route";
import { DELETE as deleteCard, GET as getCard, PATCH as patchCard } from "@/app/api/v1/cards/[id]/route";
import { DELETE as deleteColumn, PATCH as patchColumn } from "@/app/api/v1/columns/[id]/route";
import { activityView } from "@/lib/contracts/activity";
import { boardSnapshot, boardSummary, boardTemplates, createdBoard } from "@/lib/contracts/board";
import { cardDetail, loggedTransition, moveCardsAnswer } from "@/lib/contracts/card";
import { limitChange } from "@/lib/contracts/limit";
import { pageOf } from "@/lib/contracts/primitives";
import { problem } from "@/lib/contracts/problem";
import { getPool } from "@/lib/server/db/client";
import { buildActor } from "../support/actors";
import { buildBoard, buildCard, type TestBoard } from "../support/boards";
import { callRoute } from "../support/call-route";
import { expectSoundDatabase, readEverything } from "../support/verified";

afterAll(expectSoundDatabase);

const at = (board: { id: string }) => ({ params: { id: board.id } });

async function read(board: TestBoard) {
  return boardSnapshot.parse((await callRoute(getBoard, board.viewer, at(board))).body);
}

test.each(boardTemplates)("template %s makes a board with limits that can be read back", async (template) => {
  const owner = await buildActor();
  const made = await callRoute(postBoard, owner, { body: { name: "Payments platform", template } });
  expect(made.status).toBe(201);
  const board = createdBoard.parse(made.body);
  expect(board.key).toBe("PP");
  expect(board.columns.map((column) => column.position)).toEqual([...board.columns.keys()]);
  expect(board.limits.length).toBeGreaterThan(0);
  expect(boardSummary.array().parse((await callRoute(listBoards, owner)).body.items)).toHaveLength(1);
});

test("the snapshot's cards are those of card_view, with labels and people", async () => {
  const board = await buildBoard();
  await buildCard(board, board.member, board.column("Ready"), {
    assigneeIds: [board.member.userId, board.lead.userId],
    dueDate: "2026-03-01",
    type: "bug",
  });
  await buildCard(board, board.member, board.column("Done"));
  const { rows } = await getPool().query(
    "SELECT card_view(c) AS view FROM card c WHERE board_id = $1 ORDER BY number",
    [board.id],
  );
  const { cards } = await read(board);
  expect(cards.sort((a, b) => a.number - b.number)).toEqual(rows.map((row) => row.view));
});

test("a reader that has the board already gets 304 until something changes, membership included", async () => {
  const board = await buildBoard();
  const first = await callRoute(getBoard, board.viewer, at(board));
  const known = { ...at(board), headers: { "If-None-Match": first.headers.get("etag") ?? "" } };
  expect((await callRoute(getBoard, board.viewer, known)).status).toBe(304);
  expect((await callRoute(getBoard, board.lead, known)).status).toBe(200);
  await buildActor(board.teamId, "member");
  expect((await callRoute(getBoard, board.viewer, known)).status).toBe(200);
});

test("the same version of a board in another installation is not the same board", async () => {
  const board = await buildBoard();
  const first = await callRoute(getBoard, board.viewer, at(board));
  const known = { ...at(board), headers: { "If-None-Match": first.headers.get("etag") ?? "" } };
  const { rows } = await getPool().query("SELECT id FROM installation");
  await getPool().query("UPDATE installation SET id = gen_random_uuid()");
  expect((await callRoute(getBoard, board.viewer, known)).status).toBe(200);
  await getPool().query("UPDATE installation SET id = $1", [rows[0].id]);
  expect((await callRoute(getBoard, board.viewer, known)).status).toBe(304);
});

test("a full column refuses, names limit and holders, and nothing is written", async () => {
  const board = await buildBoard([
    { name: "Ready", kind: "queue" },
    { name: "Doing", kind: "active", limit: { max: 1 } },
  ]);
  const holder = await buildCard(board, board.member, board.column("Doing"), { title: "Holder" });
  const card = await buildCard(board, board.member, board.column("Ready"));
  const before = await readEverything();
  const answer = await callRoute(postMove, board.member, {
    params: { id: card.id },
    body: { columnId: board.column("Doing") },
  });
  expect(answer.status).toBe(409);
  expect(problem.parse(answer.body)).toMatchObject({
    code: "wip-limit-exceeded",
    limit: { max: 1, count: 1, columnIds: [board.column("Doing")] },
    holders: [{ cardId: holder.id, number: 1, title: "Holder" }],
    overridable: false,
  });
  expect(await readEverything()).toEqual(before);
});

test("a bulk move goes in whole or not at all", async () => {
  const board = await buildBoard([
    { name: "Ready", kind: "queue" },
    { name: "Doing", kind: "active", limit: { max: 2 } },
  ]);
  const cards = [];
  for (const title of ["A", "B", "C"]) {
    cards.push(await buildCard(board, board.member, board.column("Ready"), { title }));
  }
  const cardIds = cards.map((card) => card.id);
  const before = await readEverything();
  const all = await callRoute(postMoveCards, board.member, {
    ...at(board),
    body: { cardIds, columnId: board.column("Doing") },
  });
  expect(all.body).toMatchObject({ code: "wip-limit-exceeded", cardId: cardIds[2] });
  expect(await readEverything()).toEqual(before);
  const two = await callRoute(postMoveCards, board.member, {
    ...at(board),
    body: { cardIds: cardIds.slice(0, 2), columnId: board.column("Doing") },
  });
  expect(moveCardsAnswer.parse(two.body).transitions).toHaveLength(2);
});

test("cards of another board are not moved by way of this one", async () => {
  const board = await buildBoard();
  const other = await buildBoard();
  const card = await buildCard(other, other.member, other.column("Ready"));
  const before = await readEverything();
  const answer = await callRoute(postMoveCards, board.member, {
    ...at(board),
    body: { cardIds: [card.id], columnId: board.column("Doing") },
  });
  expect(answer.status).toBe(404);
  expect(await readEverything()).toEqual(before);
});

test("an edit that is based on an old version is refused with the present one", async () => {
  const board = await buildBoard();
  const card = await buildCard(board, board.member, board.column("Ready"));
  const edit = { params: { id: card.id }, method: "PATCH" };
  await callRoute(patchCard, board.member, { ...edit, body: { version: 1, title: "First" } });
  const before = await readEverything();
  const late = await callRoute(patchCard, board.member, { ...edit, body: { version: 1, title: "Second" } });
  expect(late.body).toMatchObject({ status: 409, code: "version-conflict", version: 2 });
  expect(await readEverything()).toEqual(before);
});

test("archived cards leave the board, are found by words and number, and come back", async () => {
  const board = await buildBoard();
  const card = await buildCard(board, board.member, board.column("Doing"), { title: "Rotate 100% of_keys" });
  await callRoute(postArchive, board.member, { params: { id: card.id }, body: {} });
  expect((await read(board)).cards).toEqual([]);
  for (const q of ["rotate", "100%", "of_k", "BOA-1", "1"]) {
    const found = await callRoute(getCards, board.viewer, { ...at(board), query: { archived: "true", q } });
    expect(
      pageOf(cardDetail)
        .parse(found.body)
        .items.map(({ id }) => id),
    ).toEqual([card.id]);
  }
  const none = await callRoute(getCards, board.viewer, {
    ...at(board),
    query: { archived: "true", q: "r%e" },
  });
  expect(none.body.items).toEqual([]);
  await callRoute(postRestore, board.member, { params: { id: card.id }, body: {} });
  expect((await read(board)).cards).toMatchObject([{ id: card.id, columnId: board.column("Doing") }]);
  await callRoute(deleteCard, board.member, { params: { id: card.id }, method: "DELETE" });
  expect((await callRoute(getCard, board.member, { params: { id: card.id } })).status).toBe(404);
});

test("a column's limit is made, changed and removed with the column, and its history kept", async () => {
  const board = await buildBoard();
  const column = { params: { id: board.column("Doing") }, method: "PATCH" };
  for (const limit of [{ max: 3, why: "Start" }, { max: 2 }, { max: 2 }, null]) {
    expect((await callRoute(patchColumn, board.lead, { ...column, body: { limit } })).status).toBe(200);
  }
  expect((await read(board)).limits).toEqual([]);
  const history = pageOf(limitChange).parse((await callRoute(getHistory, board.viewer, at(board))).body);
  expect(history.items.map(({ fromMax, toMax, why }) => [fromMax, toMax, why])).toEqual([
    [2, null, null],
    [3, 2, null],
    [null, 3, "Start"],
  ]);
});

test("columns are put in order, and when cards started follows the order", async () => {
  const board = await buildBoard();
  const card = await buildCard(board, board.member, board.column("Backlog"));
  expect(card.startedAt).toBeNull();
  const moved = await callRoute(patchColumn, board.lead, {
    params: { id: board.column("Ready") },
    body: { position: 0 },
    method: "PATCH",
  });
  expect(moved.body.position).toBe(0);
  const after = await read(board);
  expect(after.columns.map(({ name }) => name)).toEqual(["Ready", "Backlog", "Doing", "Done"]);
  expect(after.cards[0]?.startedAt).not.toBeNull();
  await callRoute(patchBoard, board.lead, {
    ...at(board),
    body: { commitmentColumnId: board.column("Doing") },
    method: "PATCH",
  });
  expect((await read(board)).cards[0]?.startedAt).toBeNull();
  const added = await callRoute(postColumn, board.lead, {
    ...at(board),
    body: { name: "Review", kind: "active", position: 3, limit: { max: 2 } },
  });
  expect(added.body).toMatchObject({ name: "Review", position: 3, count: 0 });
});

test("a column with cards is archived only when they find room elsewhere", async () => {
  const board = await buildBoard([
    { name: "Ready", kind: "queue", limit: { max: 2 } },
    { name: "Doing", kind: "active", limit: { max: 1 } },
  ]);
  for (const title of ["A", "B"]) await buildCard(board, board.member, board.column("Ready"), { title });
  const archive = { params: { id: board.column("Ready") }, method: "DELETE" };
  const into = { ...archive, query: { moveCardsTo: board.column("Doing") } };
  const before = await readEverything();
  expect((await callRoute(deleteColumn, board.lead, archive)).body.code).toBe("column-not-empty");
  expect((await callRoute(deleteColumn, board.lead, into)).body.code).toBe("wip-limit-exceeded");
  expect(await readEverything()).toEqual(before);
  const limit = { params: { id: board.column("Doing") }, body: { limit: { max: 2 } }, method: "PATCH" };
  await callRoute(patchColumn, board.lead, limit);
  expect((await callRoute(deleteColumn, board.lead, into)).status).toBe(204);
  const after = await read(board);
  expect(after.columns.map(({ name, count }) => [name, count])).toEqual([["Doing", 2]]);
  expect(after.limits).toHaveLength(1);
});

test("limits over columns, people and classes show their true counts", async () => {
  const board = await buildBoard();
  const assigneeIds = [board.member.userId];
  await buildCard(board, board.member, board.column("Ready"), { assigneeIds });
  await buildCard(board, board.member, board.column("Doing"), { assigneeIds, classOfService: "expedite" });
  const set = (body: object) => callRoute(postLimit, board.lead, { ...at(board), body });
  const both = [board.column("Ready"), board.column("Doing")];
  expect((await set({ max: 1, columnIds: both })).body).toMatchObject({ max: 1, mode: "hard", count: 2 });
  expect((await set({ max: 2, perPerson: true })).body).toMatchObject({
    count: 2,
    people: [{ userId: board.member.userId, count: 2 }],
  });
  expect((await set({ max: 1, classOfService: "expedite" })).body).toMatchObject({ count: 1 });
  expect((await set({ max: 1, columnIds: ["018f0000-0000-7000-8000-000000000000"] })).body.errors).toEqual([
    { path: "columnIds", message: "No such column on this board." },
  ]);
  expect((await set({ max: 1 })).body.code).toBe("invalid");
});

test("log and feed come in pages that neither skip nor repeat", async () => {
  const board = await buildBoard();
  for (let index = 0; index < 7; index++) {
    await buildCard(board, board.member, board.column("Backlog"), { title: `Card ${index}` });
  }
  const readAll = async (handler: typeof getTransitions) => {
    const items: Record<string, unknown>[] = [];
    let cursor: string | null = null;
    do {
      const query: Record<string, string> = { limit: "3", ...(cursor && { cursor }) };
      const page = await callRoute(handler, board.viewer, { ...at(board), query });
      items.push(...page.body.items);
      cursor = page.body.nextCursor;
    } while (cursor);
    return items;
  };
  const steps = loggedTransition.array().parse(await readAll(getTransitions));
  expect(steps.map(({ id }) => Number(id))).toEqual(
    [...new Set(steps.map(({ id }) => Number(id)))].sort((a, b) => a - b),
  );
  expect(steps).toHaveLength(7);
  const feed = activityView.array().parse(await readAll(getActivity));
  expect(feed.map(({ version }) => version)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
  const bad = await callRoute(getTransitions, board.viewer, { ...at(board), query: { cursor: "x" } });
  expect(bad.body.errors[0].path).toBe("cursor");
});
