import type { Door } from "@/lib/server/routes";
import "../support/database";
import { afterAll, expect, test } from "vitest";
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
  return boardSnapshot.parse((await callRoute("get /boards/{id}", board.viewer, at(board))).body);
}

test.each(boardTemplates)("template %s makes a board with limits that can be read back", async (template) => {
  const owner = await buildActor();
  const made = await callRoute("post /boards", owner, { body: { name: "Payments platform", template } });
  expect(made.status).toBe(201);
  const board = createdBoard.parse(made.body);
  expect(board.key).toBe("PP");
  expect(board.columns.map((column) => column.position)).toEqual([...board.columns.keys()]);
  expect(board.limits.length).toBeGreaterThan(0);
  expect(boardSummary.array().parse((await callRoute("get /boards", owner)).body.items)).toHaveLength(1);
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
  const first = await callRoute("get /boards/{id}", board.viewer, at(board));
  const known = { ...at(board), headers: { "If-None-Match": first.headers.get("etag") ?? "" } };
  expect((await callRoute("get /boards/{id}", board.viewer, known)).status).toBe(304);
  expect((await callRoute("get /boards/{id}", board.lead, known)).status).toBe(200);
  await buildActor(board.teamId, "member");
  expect((await callRoute("get /boards/{id}", board.viewer, known)).status).toBe(200);
});

test("the same version of a board in another installation is not the same board", async () => {
  const board = await buildBoard();
  const first = await callRoute("get /boards/{id}", board.viewer, at(board));
  const known = { ...at(board), headers: { "If-None-Match": first.headers.get("etag") ?? "" } };
  const { rows } = await getPool().query("SELECT id FROM installation");
  await getPool().query("UPDATE installation SET id = gen_random_uuid()");
  expect((await callRoute("get /boards/{id}", board.viewer, known)).status).toBe(200);
  await getPool().query("UPDATE installation SET id = $1", [rows[0].id]);
  expect((await callRoute("get /boards/{id}", board.viewer, known)).status).toBe(304);
});

test("a full column refuses, names limit and holders, and nothing is written", async () => {
  const board = await buildBoard([
    { name: "Ready", kind: "queue" },
    { name: "Doing", kind: "active", limit: { max: 1 } },
  ]);
  const holder = await buildCard(board, board.member, board.column("Doing"), { title: "Holder" });
  const card = await buildCard(board, board.member, board.column("Ready"));
  const before = await readEverything();
  const answer = await callRoute("post /cards/{id}/move", board.member, {
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
  const all = await callRoute("post /boards/{id}/cards/move", board.member, {
    ...at(board),
    body: { cardIds, columnId: board.column("Doing") },
  });
  expect(all.body).toMatchObject({ code: "wip-limit-exceeded", cardId: cardIds[2] });
  expect(await readEverything()).toEqual(before);
  const two = await callRoute("post /boards/{id}/cards/move", board.member, {
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
  const answer = await callRoute("post /boards/{id}/cards/move", board.member, {
    ...at(board),
    body: { cardIds: [card.id], columnId: board.column("Doing") },
  });
  expect(answer.status).toBe(404);
  expect(await readEverything()).toEqual(before);
});

test("an edit that is based on an old version is refused with the present one", async () => {
  const board = await buildBoard();
  const card = await buildCard(board, board.member, board.column("Ready"));
  const edit = { params: { id: card.id } };
  await callRoute("patch /cards/{id}", board.member, { ...edit, body: { version: 1, title: "First" } });
  const before = await readEverything();
  const late = await callRoute("patch /cards/{id}", board.member, {
    ...edit,
    body: { version: 1, title: "Second" },
  });
  expect(late.body).toMatchObject({ status: 409, code: "version-conflict", version: 2 });
  expect(await readEverything()).toEqual(before);
});

test("archived cards leave the board, are found by words and number, and come back", async () => {
  const board = await buildBoard();
  const card = await buildCard(board, board.member, board.column("Doing"), { title: "Rotate 100% of_keys" });
  await callRoute("post /cards/{id}/archive", board.member, { params: { id: card.id }, body: {} });
  expect((await read(board)).cards).toEqual([]);
  for (const q of ["rotate", "100%", "of_k", "BOA-1", "1"]) {
    const found = await callRoute("get /boards/{id}/cards", board.viewer, {
      ...at(board),
      query: { archived: "true", q },
    });
    expect(
      pageOf(cardDetail)
        .parse(found.body)
        .items.map(({ id }) => id),
    ).toEqual([card.id]);
  }
  const none = await callRoute("get /boards/{id}/cards", board.viewer, {
    ...at(board),
    query: { archived: "true", q: "r%e" },
  });
  expect(none.body.items).toEqual([]);
  await callRoute("post /cards/{id}/restore", board.member, { params: { id: card.id }, body: {} });
  expect((await read(board)).cards).toMatchObject([{ id: card.id, columnId: board.column("Doing") }]);
  await callRoute("delete /cards/{id}", board.member, { params: { id: card.id } });
  expect((await callRoute("get /cards/{id}", board.member, { params: { id: card.id } })).status).toBe(404);
});

test("a column's limit is made, changed and removed with the column, and its history kept", async () => {
  const board = await buildBoard();
  const column = { params: { id: board.column("Doing") } };
  for (const limit of [{ max: 3, why: "Start" }, { max: 2 }, { max: 2 }, null]) {
    expect((await callRoute("patch /columns/{id}", board.lead, { ...column, body: { limit } })).status).toBe(
      200,
    );
  }
  expect((await read(board)).limits).toEqual([]);
  const history = pageOf(limitChange).parse(
    (await callRoute("get /boards/{id}/limits/history", board.viewer, at(board))).body,
  );
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
  const moved = await callRoute("patch /columns/{id}", board.lead, {
    params: { id: board.column("Ready") },
    body: { position: 0 },
  });
  expect(moved.body.position).toBe(0);
  const after = await read(board);
  expect(after.columns.map(({ name }) => name)).toEqual(["Ready", "Backlog", "Doing", "Done"]);
  expect(after.cards[0]?.startedAt).not.toBeNull();
  await callRoute("patch /boards/{id}", board.lead, {
    ...at(board),
    body: { commitmentColumnId: board.column("Doing") },
  });
  expect((await read(board)).cards[0]?.startedAt).toBeNull();
  const added = await callRoute("post /boards/{id}/columns", board.lead, {
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
  const archive = { params: { id: board.column("Ready") } };
  const into = { ...archive, query: { moveCardsTo: board.column("Doing") } };
  const before = await readEverything();
  expect((await callRoute("delete /columns/{id}", board.lead, archive)).body.code).toBe("column-not-empty");
  expect((await callRoute("delete /columns/{id}", board.lead, into)).body.code).toBe("wip-limit-exceeded");
  expect(await readEverything()).toEqual(before);
  const limit = { params: { id: board.column("Doing") }, body: { limit: { max: 2 } } };
  await callRoute("patch /columns/{id}", board.lead, limit);
  expect((await callRoute("delete /columns/{id}", board.lead, into)).status).toBe(204);
  const after = await read(board);
  expect(after.columns.map(({ name, count }) => [name, count])).toEqual([["Doing", 2]]);
  expect(after.limits).toHaveLength(1);
});

test("limits over columns, people and classes show their true counts", async () => {
  const board = await buildBoard();
  const assigneeIds = [board.member.userId];
  await buildCard(board, board.member, board.column("Ready"), { assigneeIds });
  await buildCard(board, board.member, board.column("Doing"), { assigneeIds, classOfService: "expedite" });
  const set = (body: object) => callRoute("post /boards/{id}/limits", board.lead, { ...at(board), body });
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
  const readAll = async (handler: Door) => {
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
  const steps = loggedTransition.array().parse(await readAll("get /boards/{id}/transitions"));
  expect(steps.map(({ id }) => Number(id))).toEqual(
    [...new Set(steps.map(({ id }) => Number(id)))].sort((a, b) => a - b),
  );
  expect(steps).toHaveLength(7);
  const feed = activityView.array().parse(await readAll("get /boards/{id}/activity"));
  expect(feed.map(({ version }) => version)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
  const bad = await callRoute("get /boards/{id}/transitions", board.viewer, {
    ...at(board),
    query: { cursor: "x" },
  });
  expect(bad.body.errors[0].path).toBe("cursor");
});
