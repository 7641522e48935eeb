import "../support/database";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Route } from "@/lib/server/api/define-route";
import { getDb } from "@/lib/server/db/client";
import { type Door, doorOf, routes } from "@/lib/server/routes";
import { listActivity } from "@/lib/server/usecases/boards/list-activity";
import { restoreBoard } from "@/lib/server/usecases/boards/restore-board";
import { removeMember } from "@/lib/server/usecases/teams/remove-member";
import { buildActor } from "../support/actors";
import { call, must } from "../support/api";
import { buildBoard, buildCard, type TestBoard } from "../support/boards";
import { callRoute } from "../support/call-route";
import { sampleOf, toJson } from "../support/hostile";
import { expectSoundDatabase, readEverything } from "../support/verified";

let board: TestBoard;
let other: TestBoard;
let ids: Record<string, string>;

beforeAll(async () => {
  board = await buildBoard([
    { name: "Ready", kind: "queue" },
    { name: "Doing", kind: "active", limit: { max: 1 } },
  ]);
  other = await buildBoard();
  const card = await buildCard(board, board.member, board.column("Doing"));
  const lane = await must("post /boards/{id}/lanes", board.lead, board.id, { name: "Fast" });
  const label = await must("post /boards/{id}/labels", board.lead, board.id, { name: "Label" });
  const policy = await must("post /columns/{id}/policies", board.lead, board.column("Doing"), {
    text: "Tested",
  });
  ids = {
    boards: board.id,
    cards: card.id,
    columns: board.column("Doing"),
    lanes: lane.id,
    labels: label.id,
    limits: board.snapshot.limits[0]?.id ?? "",
    policies: policy.id,
  };
  await must("delete /boards/{id}", board.lead, board.id);
});
afterAll(expectSoundDatabase);

/** Every operation on a board or something on it. */
const onBoards = () =>
  routes.filter(
    ({ path }) => path.split("/")[2] === "{id}" && kindOf(path) in ids && path !== "/boards/{id}/restore",
  );
const kindOf = (path: string) => path.split("/")[1] ?? "";

/** What a door wants beyond what JSON Schema can say of it. */
const refined = (): Partial<Record<Door, object>> => ({
  "post /boards/{id}/limits": { perPerson: true },
  "post /cards/{id}/transfer": { boardId: other.id, columnId: other.column("Ready") },
});

function ask(route: Route, actor = board.owner) {
  const known = (name: string) => {
    const named: Record<string, unknown> = {
      columnId: ids.columns,
      cardIds: [ids.cards],
      laneId: ids.lanes,
      into: ids.labels,
      boardId: ids.boards,
      policyId: ids.policies,
      intoLabelId: ids.labels,
      version: 1,
      kind: "active",
      position: 0,
    };
    return named[name];
  };
  const { body, path } = route;
  const door = doorOf(route);
  return callRoute(door, actor, {
    params: { id: ids[kindOf(path)] ?? "" },
    ...(body && { body: { ...(sampleOf(toJson(body), known) as object), ...refined()[door] } }),
  });
}

test("whatever of an archived board a member asks for, it is said that the board is archived; strangers learn nothing", async () => {
  expect(onBoards().length).toBeGreaterThan(45);
  const before = await readEverything();
  const answers: string[] = [];
  for (const operation of onBoards()) {
    const member = await ask(operation);
    const stranger = await ask(operation, board.stranger);
    answers.push(`${doorOf(operation)}: ${member.status} ${member.body?.code}, ${stranger.status}`);
  }
  expect(answers).toEqual(onBoards().map((route) => `${doorOf(route)}: 410 board-archived, 404`));
  expect(await readEverything()).toEqual(before);
});

test("it is in the list of archived boards alone", async () => {
  const list = async (query: object) => (await must("get /boards", board.viewer, null, query)).items;
  expect(await list({})).toEqual([]);
  expect(await list({ archived: "true" })).toMatchObject([{ id: board.id, cardCount: 1, role: "viewer" }]);
});

test("leads and owners bring it back; nobody else", async () => {
  for (const [actor, status] of [
    [board.viewer, 403],
    [board.member, 403],
    [board.stranger, 404],
  ] as const) {
    expect((await call("post /boards/{id}/restore", actor, board.id)).status).toBe(status);
  }
  expect((await call("post /boards/{id}/restore", board.lead, uuidv7())).status).toBe(404);
  const facts = await must("post /boards/{id}/restore", board.lead, board.id);
  expect(facts).toMatchObject({ id: board.id, name: "Board", role: "lead" });
});

test("brought back it is as it was: its cards, its limits that hold, its log; twice is once", async () => {
  const snapshot = await must("get /boards/{id}", board.member, board.id);
  expect(snapshot.cards).toMatchObject([{ id: ids.cards, columnId: ids.columns }]);
  const another = await call("post /boards/{id}/cards", board.member, board.id, {
    columnId: ids.columns,
    title: "One too many",
  });
  expect(another.body.code).toBe("wip-limit-exceeded");
  const { version } = snapshot.board;
  await must("post /boards/{id}/restore", board.lead, board.id);
  expect((await must("get /boards/{id}", board.member, board.id)).board.version).toBe(version);
  const { items } = await listActivity(board.lead.userId, board.id, { limit: 100 });
  expect(
    items.map(({ type, detail }) => [type, (detail as { archived?: boolean }).archived]).slice(0, 2),
  ).toEqual([
    ["board.updated", false],
    ["board.updated", true],
  ]);
  const events = await getDb().securityEvent.findMany({
    where: { teamId: board.teamId },
    orderBy: { id: "asc" },
  });
  expect(events.map(({ event }) => event)).toEqual(["board-archived", "board-brought-back"]);
});

test("who left the team meanwhile is off its open cards, and their slot is free", async () => {
  const leaver = await buildActor(board.teamId, "member");
  await must("post /boards/{id}/limits", board.lead, board.id, { max: 1, perPerson: true });
  const card = await buildCard(board, board.lead, board.column("Ready"), { assigneeIds: [leaver.userId] });
  await must("delete /boards/{id}", board.lead, board.id);
  await removeMember(board.owner.userId, board.teamId, leaver.userId);
  await restoreBoard(board.lead.userId, board.id);
  const snapshot = await must("get /boards/{id}", board.lead, board.id);
  expect(snapshot.cards.find(({ id }: { id: string }) => id === card.id).assigneeIds).toEqual([]);
  expect(snapshot.formerMembers).toEqual([]);
});

test("of many who bring it back or archive it at once, each sees a whole change", async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 12 }, (_, n) =>
      n % 2 === 0
        ? call("delete /boards/{id}", board.lead, board.id)
        : call("post /boards/{id}/restore", board.owner, board.id),
    ),
  );
  for (const { status } of outcomes) expect([200, 204, 410]).toContain(status);
  await must("post /boards/{id}/restore", board.owner, board.id);
});
