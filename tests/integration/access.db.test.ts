import "../support/database";
import { beforeAll, expect, test } from "vitest";
import { GET as getActivity } from "@/app/api/v1/boards/[id]/activity/route";
import { POST as postMoveCards } from "@/app/api/v1/boards/[id]/cards/move/route";
import { GET as getCards, POST as postCard } from "@/app/api/v1/boards/[id]/cards/route";
import { POST as postColumn } from "@/app/api/v1/boards/[id]/columns/route";
import { GET as getEvents } from "@/app/api/v1/boards/[id]/events/route";
import { GET as getLabels, POST as postLabel } from "@/app/api/v1/boards/[id]/labels/route";
import { GET as getHistory } from "@/app/api/v1/boards/[id]/limits/history/route";
import { GET as getLimits, POST as postLimit } from "@/app/api/v1/boards/[id]/limits/route";
import { DELETE as deleteBoard, GET as getBoard, PATCH as patchBoard } from "@/app/api/v1/boards/[id]/route";
import { GET as getTransitions } from "@/app/api/v1/boards/[id]/transitions/route";
import { POST as postBoard } from "@/app/api/v1/boards/route";
import { POST as postArchive } from "@/app/api/v1/cards/[id]/archive/route";
import { POST as postBlock } from "@/app/api/v1/cards/[id]/block/route";
import { POST as postMove } from "@/app/api/v1/cards/[id]/move/route";
import { POST as postRestore } from "@/app/api/v1/cards/[id]/restore/route";
import { DELETE as deleteCard, GET as getCard, PATCH as patchCard } from "@/app/api/v1/cards/[id]/route";
import { GET as getCardTransitions } from "@/app/api/v1/cards/[id]/transitions/route";
import { POST as postUnblock } from "@/app/api/v1/cards/[id]/unblock/route";
import { DELETE as deleteColumn, PATCH as patchColumn } from "@/app/api/v1/columns/[id]/route";
import { POST as postMergeLabel } from "@/app/api/v1/labels/[id]/merge/route";
import { DELETE as deleteLabel, PATCH as patchLabel } from "@/app/api/v1/labels/[id]/route";
import { DELETE as deleteLimit, PATCH as patchLimit } from "@/app/api/v1/limits/[id]/route";
import type { RouteHandler } from "@/lib/server/api/define-route";
import { type Actor, buildActor } from "../support/actors";
import { buildBoard, buildCard, type TestBoard } from "../support/boards";
import { callRoute } from "../support/call-route";
import { readEverything } from "../support/verified";

type Role = "viewer" | "member" | "lead";
type Target = "board" | "card" | "column" | "limit" | "label" | "otherLabel";
type Door = [name: string, handler: RouteHandler, target: Target, least: Role, method: string, body?: object];

const unknownId = "018f0000-0000-7000-8000-000000000000";
const doors: Door[] = [
  ["GET board", getBoard, "board", "viewer", "GET"],
  ["GET cards", getCards, "board", "viewer", "GET"],
  ["GET transitions", getTransitions, "board", "viewer", "GET"],
  ["GET activity", getActivity, "board", "viewer", "GET"],
  ["GET limits", getLimits, "board", "viewer", "GET"],
  ["GET limit history", getHistory, "board", "viewer", "GET"],
  ["GET labels", getLabels, "board", "viewer", "GET"],
  ["GET card", getCard, "card", "viewer", "GET"],
  ["GET card transitions", getCardTransitions, "card", "viewer", "GET"],
  ["POST card", postCard, "board", "member", "POST", { columnId: "{column}", title: "New" }],
  [
    "POST cards move",
    postMoveCards,
    "board",
    "member",
    "POST",
    { cardIds: ["{card}"], columnId: "{column}" },
  ],
  ["POST label", postLabel, "board", "member", "POST", { name: "New label" }],
  ["PATCH card", patchCard, "card", "member", "PATCH", { version: 1, title: "Other" }],
  ["POST move", postMove, "card", "member", "POST", { columnId: "{column}" }],
  ["POST block", postBlock, "card", "member", "POST", { reason: "Stuck", category: "other" }],
  ["POST unblock", postUnblock, "card", "member", "POST", {}],
  ["POST archive", postArchive, "card", "member", "POST", {}],
  ["POST restore", postRestore, "card", "member", "POST", {}],
  ["DELETE card", deleteCard, "card", "member", "DELETE"],
  ["POST column", postColumn, "board", "lead", "POST", { name: "New", kind: "active" }],
  ["PATCH column", patchColumn, "column", "lead", "PATCH", { name: "Other" }],
  ["POST limit", postLimit, "board", "lead", "POST", { max: 2, columnIds: ["{column}"] }],
  ["PATCH limit", patchLimit, "limit", "lead", "PATCH", { max: 7 }],
  ["DELETE limit", deleteLimit, "limit", "lead", "DELETE"],
  ["PATCH label", patchLabel, "label", "lead", "PATCH", { colour: "sky" }],
  ["POST label merge", postMergeLabel, "label", "lead", "POST", { into: "{otherLabel}" }],
  ["DELETE label", deleteLabel, "label", "lead", "DELETE"],
  ["PATCH board", patchBoard, "board", "lead", "PATCH", { name: "Other" }],
  ["DELETE column", deleteColumn, "column", "lead", "DELETE"],
  ["DELETE board", deleteBoard, "board", "lead", "DELETE"],
];

let board: TestBoard;
let ids: Record<Target, string>;

async function buildTargets() {
  board = await buildBoard([
    { name: "Ready", kind: "queue" },
    { name: "Doing", kind: "active", limit: { max: 5 } },
  ]);
  const card = await buildCard(board, board.member, board.column("Ready"));
  const label = await callRoute(postLabel, board.member, {
    params: { id: board.id },
    body: { name: "Label" },
  });
  const other = await callRoute(postLabel, board.member, {
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

function ask(door: Door, actor: Actor | null, id?: string) {
  const [, handler, target, , method, body] = door;
  const filled =
    body && JSON.parse(JSON.stringify(body).replace(/\{(\w+)\}/g, (_, name: Target) => ids[name]));
  return callRoute(handler, actor, { params: { id: id ?? ids[target] }, body: filled, method });
}

beforeAll(buildTargets);

test.each(doors)("%s: a stranger gets 404, nobody 401, and nothing is written", async (...door) => {
  const before = await readEverything();
  const answer = await ask(door, board.stranger);
  expect(answer.status).toBe(404);
  expect(answer.body.code).toBe("not-found");
  expect((await ask(door, null)).status).toBe(401);
  expect((await ask(door, board.owner, unknownId)).body).toEqual(answer.body);
  expect((await ask(door, board.owner, "not-an-id")).status).toBe(404);
  expect(await readEverything()).toEqual(before);
});

const tooLow: Record<Role, ("viewer" | "member")[]> = {
  viewer: [],
  member: ["viewer"],
  lead: ["viewer", "member"],
};

test.each(doors)(
  "%s: a member of the team without the right gets 403, and nothing is written",
  async (...door) => {
    const before = await readEverything();
    for (const role of tooLow[door[3]]) {
      const answer = await ask(door, board[role]);
      expect(answer.status).toBe(403);
      expect(answer.body.code).toBe("forbidden");
    }
    expect(await readEverything()).toEqual(before);
  },
);

test.each(doors)("%s: the lowest role that may do it does it", async (...door) => {
  await buildTargets();
  const answer = await ask(door, board[door[3]]);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
});

test("a token that may only read does not write", async () => {
  const reader = await buildActor(board.teamId, "owner", ["read"]);
  const before = await readEverything();
  const answer = await callRoute(patchBoard, reader, {
    params: { id: board.id },
    body: { name: "Other" },
    method: "PATCH",
  });
  expect(answer.status).toBe(403);
  expect((await callRoute(getEvents, null, { params: { id: board.id } })).status).toBe(401);
  expect(await readEverything()).toEqual(before);
});

test("who may not make boards in a team does not", async () => {
  const answer = await callRoute(postBoard, board.member, { body: { name: "Mine", teamId: board.teamId } });
  expect(answer.status).toBe(403);
  const stranger = await callRoute(postBoard, board.stranger, {
    body: { name: "Mine", teamId: board.teamId },
  });
  expect(stranger.status).toBe(404);
});
