import "../support/database";
import { beforeAll, expect, test } from "vitest";
import type { Door } from "@/lib/server/routes";
import { type Actor, buildActor } from "../support/actors";
import { buildBoard, buildCard, type TestBoard } from "../support/boards";
import { callRoute } from "../support/call-route";
import { readEverything } from "../support/verified";

type Role = "viewer" | "member" | "lead";
type Target = "board" | "card" | "column" | "limit" | "label" | "otherLabel";
/** An operation, on what, who may at least, and what is sent. */
type Case = [door: Door, target: Target, least: Role, body?: object];

const doors: Case[] = [
  ["get /boards/{id}", "board", "viewer"],
  ["get /boards/{id}/cards", "board", "viewer"],
  ["get /boards/{id}/transitions", "board", "viewer"],
  ["get /boards/{id}/activity", "board", "viewer"],
  ["get /boards/{id}/limits", "board", "viewer"],
  ["get /boards/{id}/limits/history", "board", "viewer"],
  ["get /boards/{id}/labels", "board", "viewer"],
  ["get /cards/{id}", "card", "viewer"],
  ["get /cards/{id}/transitions", "card", "viewer"],
  ["post /boards/{id}/cards", "board", "member", { columnId: "{column}", title: "New" }],
  ["post /boards/{id}/cards/move", "board", "member", { cardIds: ["{card}"], columnId: "{column}" }],
  ["post /boards/{id}/labels", "board", "member", { name: "New label" }],
  ["patch /cards/{id}", "card", "member", { version: 1, title: "Other" }],
  ["post /cards/{id}/move", "card", "member", { columnId: "{column}" }],
  ["post /cards/{id}/block", "card", "member", { reason: "Stuck", category: "other" }],
  ["post /cards/{id}/unblock", "card", "member", {}],
  ["post /cards/{id}/archive", "card", "member", {}],
  ["post /cards/{id}/restore", "card", "member", {}],
  ["delete /cards/{id}", "card", "member"],
  ["post /boards/{id}/columns", "board", "lead", { name: "New", kind: "active" }],
  ["patch /columns/{id}", "column", "lead", { name: "Other" }],
  ["post /boards/{id}/limits", "board", "lead", { max: 2, columnIds: ["{column}"] }],
  ["patch /limits/{id}", "limit", "lead", { max: 7 }],
  ["delete /limits/{id}", "limit", "lead"],
  ["patch /labels/{id}", "label", "lead", { colour: "sky" }],
  ["post /labels/{id}/merge", "label", "lead", { into: "{otherLabel}" }],
  ["delete /labels/{id}", "label", "lead"],
  ["patch /boards/{id}", "board", "lead", { name: "Other" }],
  ["delete /columns/{id}", "column", "lead"],
  ["delete /boards/{id}", "board", "lead"],
];

let board: TestBoard;
let ids: Record<Target, string>;

async function buildTargets() {
  board = await buildBoard([
    { name: "Ready", kind: "queue" },
    { name: "Doing", kind: "active", limit: { max: 5 } },
  ]);
  const card = await buildCard(board, board.member, board.column("Ready"));
  const label = await callRoute("post /boards/{id}/labels", board.member, {
    params: { id: board.id },
    body: { name: "Label" },
  });
  const other = await callRoute("post /boards/{id}/labels", board.member, {
    params: { id: board.id },
    body: { name: "Other label" },
  });
  ids = {
    board: board.id,
    card: card.id,
    column: board.column("Doing"),
    limit: board.snapshot.limits[0]?.id ?? "",
    label: label.body.id,
    otherLabel: other.body.id,
  };
}

function ask([door, target, , body]: Case, actor: Actor) {
  const filled =
    body && JSON.parse(JSON.stringify(body).replace(/\{(\w+)\}/g, (_, name: Target) => ids[name]));
  return callRoute(door, actor, { params: { id: ids[target] }, body: filled });
}

beforeAll(buildTargets);

const tooLow: Record<Role, ("viewer" | "member")[]> = {
  viewer: [],
  member: ["viewer"],
  lead: ["viewer", "member"],
};

test.each(doors)(
  "%s: a member of the team without the right gets 403, and nothing is written",
  async (...door) => {
    const before = await readEverything();
    for (const role of tooLow[door[2]]) {
      const answer = await ask(door, board[role]);
      expect(answer.status).toBe(403);
      expect(answer.body.code).toBe("forbidden");
    }
    expect(await readEverything()).toEqual(before);
  },
);

test.each(doors)("%s: the lowest role that may do it does it", async (...door) => {
  await buildTargets();
  const answer = await ask(door, board[door[2]]);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
});

test("a token that may only read does not write", async () => {
  const reader = await buildActor(board.teamId, "owner", ["read"]);
  const before = await readEverything();
  const answer = await callRoute("patch /boards/{id}", reader, {
    params: { id: board.id },
    body: { name: "Other" },
  });
  expect(answer.status).toBe(403);
  expect((await callRoute("get /boards/{id}/events", null, { params: { id: board.id } })).status).toBe(401);
  expect(await readEverything()).toEqual(before);
});

test("who may not make boards in a team does not", async () => {
  const answer = await callRoute("post /boards", board.member, {
    body: { name: "Mine", teamId: board.teamId },
  });
  expect(answer.status).toBe(403);
  const stranger = await callRoute("post /boards", board.stranger, {
    body: { name: "Mine", teamId: board.teamId },
  });
  expect(stranger.status).toBe(404);
});
