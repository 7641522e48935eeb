import "../../support/database";
import { afterEach, expect, test } from "vitest";
import { getDb } from "@/lib/server/db/client";
import { buildBoard, buildCard, type TestBoard } from "../../support/boards";
import { callRoute } from "../../support/call-route";
import { expectSoundDatabase } from "../../support/verified";

afterEach(expectSoundDatabase);

function move(board: TestBoard, cardId: string, column: string, body: Record<string, unknown> = {}) {
  return callRoute("post /cards/{id}/move", board.member, {
    params: { id: cardId },
    body: { columnId: board.column(column), ...body },
  });
}

async function buildCards(board: TestBoard, column: string, count: number): Promise<string[]> {
  const cards = [];
  for (let index = 0; index < count; index++) {
    cards.push(await buildCard(board, board.member, board.column(column), { title: `Card ${index}` }));
  }
  return cards.map((card) => card.id);
}

function countIn(board: TestBoard, column: string): Promise<number> {
  return getDb().card.count({ where: { columnId: board.column(column), archivedAt: null } });
}

const statusesOf = (answers: { status: number }[]) => {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

const limited = (max: number) => [
  { name: "Ready", kind: "queue" as const },
  { name: "Doing", kind: "active" as const, limit: { max } },
  { name: "Review", kind: "active" as const, limit: { max } },
  { name: "Done", kind: "done" as const },
];

test("200 simultaneous moves into one free slot: exactly one succeeds", async () => {
  const board = await buildBoard(limited(3));
  await buildCards(board, "Doing", 2);
  const waiting = await buildCards(board, "Ready", 200);
  const answers = await Promise.all(waiting.map((id) => move(board, id, "Doing")));
  expect(statusesOf(answers)).toEqual({ 200: 1, 409: 199 });
  expect(answers.filter(({ body }) => body.code === "wip-limit-exceeded")).toHaveLength(199);
  expect(await countIn(board, "Doing")).toBe(3);
});

test("20 simultaneous moves and creates into 5 free slots: exactly 5 succeed, each with a key of its own", async () => {
  const board = await buildBoard(limited(5));
  const waiting = await buildCards(board, "Ready", 10);
  const answers = await Promise.all([
    ...waiting.map((id) =>
      callRoute("post /cards/{id}/move", board.member, {
        params: { id },
        body: { columnId: board.column("Doing") },
        headers: { "Idempotency-Key": id },
      }),
    ),
    ...waiting.map((id) =>
      callRoute("post /boards/{id}/cards", board.member, {
        params: { id: board.id },
        body: { columnId: board.column("Doing"), title: "New" },
        headers: { "Idempotency-Key": `create ${id}` },
      }),
    ),
  ]);
  expect(answers.filter(({ status }) => status < 300)).toHaveLength(5);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(15);
  expect(await countIn(board, "Doing")).toBe(5);
});

test("opposite moves never deadlock", async () => {
  const board = await buildBoard(limited(100));
  const left = await buildCards(board, "Doing", 20);
  const right = await buildCards(board, "Review", 20);
  const answers = await Promise.all([
    ...left.map((id) => move(board, id, "Review")),
    ...right.map((id) => move(board, id, "Doing")),
  ]);
  expect(statusesOf(answers)).toEqual({ 200: 40 });
});

test("two full columns do not swap their cards, however simultaneously it is asked for", async () => {
  const board = await buildBoard(limited(1));
  const [first] = await buildCards(board, "Doing", 1);
  const [second] = await buildCards(board, "Review", 1);
  const answers = await Promise.all([move(board, first ?? "", "Review"), move(board, second ?? "", "Doing")]);
  expect(statusesOf(answers)).toEqual({ 409: 2 });
});

test("one card to two targets at the same version: one move wins, the other hears of it", async () => {
  const board = await buildBoard(limited(5));
  const [card] = await buildCards(board, "Ready", 1);
  const answers = await Promise.all([
    move(board, card ?? "", "Doing", { expectedVersion: 1 }),
    move(board, card ?? "", "Review", { expectedVersion: 1 }),
  ]);
  expect(statusesOf(answers)).toEqual({ 200: 1, 409: 1 });
  expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
    code: "version-conflict",
    version: 2,
  });
});

test("a limit lowered while cards rush in takes nothing new after it, and nothing out", async () => {
  const board = await buildBoard(limited(10));
  const limit = board.snapshot.limits[0];
  const waiting = await buildCards(board, "Ready", 30);
  const [lowered, ...answers] = await Promise.all([
    callRoute("patch /limits/{id}", board.lead, { params: { id: limit?.id ?? "" }, body: { max: 4 } }),
    ...waiting.map((id) => move(board, id, "Doing")),
  ]);
  expect(lowered.status).toBe(200);
  const entered = answers.filter(({ status }) => status === 200).length;
  expect(entered).toBeGreaterThanOrEqual(4);
  expect(entered).toBeLessThanOrEqual(10);
  expect(await countIn(board, "Doing")).toBe(entered);
});

test("the same write sent 20 times at once with one key is done once", async () => {
  const board = await buildBoard();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      callRoute("post /boards/{id}/cards", board.member, {
        params: { id: board.id },
        body: { columnId: board.column("Ready"), title: "Only one" },
        headers: { "Idempotency-Key": "only-one" },
      }),
    ),
  );
  expect(statusesOf(answers)).toEqual({ 201: 20 });
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  expect(await countIn(board, "Ready")).toBe(1);
});

test("boards do not wait for each other, and every one of them stays sound", async () => {
  const boards = await Promise.all(Array.from({ length: 5 }, () => buildBoard(limited(2))));
  const answers = await Promise.all(
    boards.flatMap((board) =>
      Array.from({ length: 10 }, () =>
        callRoute("post /boards/{id}/cards", board.member, {
          params: { id: board.id },
          body: { columnId: board.column("Doing"), title: "Card" },
        }),
      ),
    ),
  );
  expect(statusesOf(answers)).toEqual({ 201: 10, 409: 40 });
});
