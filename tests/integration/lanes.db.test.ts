import "../support/database";
import { afterAll, expect, test } from "vitest";
import { type BoardSnapshot, laneView } from "@/lib/contracts/board";
import { problem } from "@/lib/contracts/problem";
import type { Actor } from "../support/actors";
import { buildBoard, buildCard, type TestBoard } from "../support/boards";
import { callRoute } from "../support/call-route";
import { expectSoundDatabase, readEverything } from "../support/verified";

afterAll(expectSoundDatabase);

const at = (board: { id: string }) => ({ params: { id: board.id } });

async function read(board: TestBoard): Promise<BoardSnapshot> {
  return (await callRoute("get /boards/{id}", board.viewer, at(board))).body;
}

async function namesOfLanes(board: TestBoard): Promise<string[]> {
  return (await read(board)).lanes.map(({ name }) => name);
}

async function buildLane(board: TestBoard, name: string, position?: number): Promise<string> {
  const body = { name, ...(position !== undefined && { position }) };
  const answer = await callRoute("post /boards/{id}/lanes", board.lead, { ...at(board), body });
  expect(answer.status).toBe(201);
  return laneView.parse(answer.body).id;
}

async function buildLimit(board: TestBoard, laneId: string, max: number, columnIds: string[] = []) {
  const body = { max, laneId, columnIds };
  expect((await callRoute("post /boards/{id}/limits", board.lead, { ...at(board), body })).status).toBe(201);
}

const archive = (actor: Actor, laneId: string, moveCardsTo?: string) =>
  callRoute("delete /lanes/{id}", actor, {
    params: { id: laneId },

    ...(moveCardsTo && { query: { moveCardsTo } }),
  });

test("a lead adds, renames and reorders lanes; positions count from 0 without gaps", async () => {
  const board = await buildBoard();
  await buildLane(board, "Web");
  const mobile = await buildLane(board, "Mobile");
  await buildLane(board, "Urgent", 0);
  expect(await namesOfLanes(board)).toEqual(["Urgent", "Web", "Mobile"]);
  const change = { params: { id: mobile }, body: { name: "Apps", position: 1 } };
  const changed = await callRoute("patch /lanes/{id}", board.lead, change);
  expect(changed.body).toEqual({ id: mobile, name: "Apps", position: 1 });
  const { lanes } = await read(board);
  expect(lanes.map(({ name, position }) => [name, position])).toEqual([
    ["Urgent", 0],
    ["Apps", 1],
    ["Web", 2],
  ]);
  const activity = await callRoute("get /boards/{id}/activity", board.viewer, at(board));
  expect(activity.body.items[0]).toMatchObject({
    type: "lane.updated",
    detail: { laneId: mobile, name: "Apps", position: 1 },
  });
});

test("lanes are for leads to change, and do not exist for strangers", async () => {
  const board = await buildBoard();
  const lane = await buildLane(board, "Web");
  const before = await readEverything();
  const body = { name: "Mine" };
  expect((await callRoute("post /boards/{id}/lanes", board.member, { ...at(board), body })).status).toBe(403);
  expect((await callRoute("post /boards/{id}/lanes", board.stranger, { ...at(board), body })).status).toBe(
    404,
  );
  const change = { params: { id: lane }, body };
  expect((await callRoute("patch /lanes/{id}", board.member, change)).status).toBe(403);
  expect((await callRoute("patch /lanes/{id}", board.stranger, change)).status).toBe(404);
  expect((await archive(board.viewer, lane)).status).toBe(403);
  expect((await archive(board.stranger, lane)).status).toBe(404);
  expect(await readEverything()).toEqual(before);
});

test("a full lane refuses a card by move and by edit alike, and nothing is written", async () => {
  const board = await buildBoard();
  const lane = await buildLane(board, "Urgent");
  await buildLimit(board, lane, 1);
  await buildCard(board, board.member, board.column("Doing"), { laneId: lane, title: "Holder" });
  const card = await buildCard(board, board.member, board.column("Doing"));
  const before = await readEverything();
  const move = { params: { id: card.id }, body: { columnId: board.column("Ready"), laneId: lane } };
  expect(problem.parse((await callRoute("post /cards/{id}/move", board.member, move)).body)).toMatchObject({
    code: "wip-limit-exceeded",
    limit: { laneId: lane, max: 1, count: 1 },
    holders: [{ title: "Holder" }],
  });
  const edit = { params: { id: card.id }, body: { version: card.version, laneId: lane } };
  expect((await callRoute("patch /cards/{id}", board.member, edit)).body.code).toBe("wip-limit-exceeded");
  expect(await readEverything()).toEqual(before);
});

test("a lane with cards is archived only with a place for them, column by column and in their order", async () => {
  const board = await buildBoard();
  const [web, apps] = [await buildLane(board, "Web"), await buildLane(board, "Apps")];
  for (const title of ["A", "B"]) {
    await buildCard(board, board.member, board.column("Ready"), { laneId: web, title });
  }
  await buildCard(board, board.member, board.column("Doing"), { laneId: web, title: "C" });
  await buildLimit(board, web, 5);
  await buildLimit(board, web, 2, [board.column("Doing")]);
  const before = await readEverything();
  const refused = await archive(board.lead, web);
  expect(problem.parse(refused.body)).toMatchObject({ status: 409, code: "lane-not-empty" });
  expect((await archive(board.lead, web, web)).status).toBe(400);
  expect(await readEverything()).toEqual(before);

  expect((await archive(board.lead, web, apps)).status).toBe(204);
  const after = await read(board);
  expect(after.lanes.map(({ name }) => name)).toEqual(["Apps"]);
  expect(after.limits).toEqual([]);
  const cards = after.cards.toSorted((a, b) => a.number - b.number);
  expect(cards.map(({ title, columnId, laneId }) => [title, columnId, laneId])).toEqual([
    ["A", board.column("Ready"), apps],
    ["B", board.column("Ready"), apps],
    ["C", board.column("Doing"), apps],
  ]);
  const history = await callRoute("get /boards/{id}/limits/history", board.viewer, at(board));
  expect(history.body.items.slice(0, 2)).toMatchObject([{ toMax: null }, { toMax: null }]);
});

test("a lane is archived whole or not at all when its cards do not fit", async () => {
  const board = await buildBoard();
  const [web, apps] = [await buildLane(board, "Web"), await buildLane(board, "Apps")];
  await buildLimit(board, apps, 1);
  const first = await buildCard(board, board.member, board.column("Ready"), { laneId: web });
  const second = await buildCard(board, board.member, board.column("Doing"), { laneId: web });
  const before = await readEverything();
  expect((await archive(board.lead, web, apps)).body).toMatchObject({
    code: "wip-limit-exceeded",
    cardId: second.id,
  });
  expect(await readEverything()).toEqual(before);
  expect((await archive(board.lead, web, "none")).status).toBe(204);
  const { cards } = await read(board);
  expect(cards.find(({ id }) => id === first.id)?.laneId).toBeNull();
});

test("lanes of another board take no cards of this one", async () => {
  const board = await buildBoard();
  const other = await buildBoard();
  const foreign = await buildLane(other, "Foreign");
  const web = await buildLane(board, "Web");
  await buildCard(board, board.member, board.column("Ready"), { laneId: web });
  const before = await readEverything();
  expect((await archive(board.lead, web, foreign)).body).toMatchObject({ code: "invalid" });
  expect(await readEverything()).toEqual(before);
});
