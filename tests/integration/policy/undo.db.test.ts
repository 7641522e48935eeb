import "../../support/database";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CardView } from "@/lib/contracts/card";
import type { Actor } from "../../support/actors";
import { call, must } from "../../support/api";
import { buildBoard, buildCard, type TestBoard } from "../../support/boards";
import { expectSoundDatabase } from "../../support/verified";

let board: TestBoard;
let card: CardView;
beforeEach(async () => {
  board = await buildBoard();
  card = await buildCard(board, board.lead, board.column("Ready"));
});
afterEach(expectSoundDatabase);

const undo = (actor: Actor = board.member, body: object = {}) =>
  call("post /boards/{id}/undo", actor, board.id, body);
const detail = () => must("get /cards/{id}", board.member, card.id);
const move = (column: string, actor: Actor = board.member, more: object = {}) =>
  must("post /cards/{id}/move", actor, card.id, { columnId: board.column(column), ...more });
const edit = async (changes: object, actor: Actor = board.member) =>
  must("patch /cards/{id}", actor, card.id, { version: (await detail()).version, ...changes });

test("one's own actions are taken back, the last first, each by an ordinary change", async () => {
  await edit({ title: "Renamed", assigneeIds: [board.member.userId], description: "New" });
  await move("Doing");
  await must("post /cards/{id}/block", board.member, card.id, { reason: "Waits", category: "other" });
  await must("post /cards/{id}/archive", board.member, card.id);

  expect((await undo()).body).toMatchObject({ undone: { type: "card.archived" }, card: { blocked: true } });
  expect((await undo()).body).toMatchObject({ undone: { type: "card.blocked" }, card: { blocked: false } });
  expect((await undo()).body).toMatchObject({
    undone: { type: "card.moved" },
    card: { columnId: board.column("Ready"), title: "Renamed" },
  });
  expect((await undo()).body).toMatchObject({
    undone: { type: "card.updated" },
    card: { title: "Card", assigneeIds: [] },
  });
  expect((await detail()).description).toBe("");
  expect(await undo()).toMatchObject({ status: 409, body: { code: "nothing-to-undo" } });
  expect((await undo(board.viewer)).status).toBe(403);
  expect((await undo(board.stranger)).status).toBe(404);
});

test("a card goes back to its very place", async () => {
  const others = [];
  for (let n = 0; n < 3; n++) others.push(await buildCard(board, board.lead, board.column("Ready")));
  await move("Ready", board.member, { afterCardId: others[1]?.id });
  const middle = (await detail()).position;
  await move("Done");
  await undo();
  expect(await detail()).toMatchObject({ position: middle, columnId: board.column("Ready") });
  await undo();
  expect((await detail()).position < (others[0]?.position ?? "")).toBe(true);
});

test("what others have done since is not undone; what they did elsewhere does not matter", async () => {
  await move("Doing");
  await edit({ title: "By the lead" }, board.lead);
  await move("Done", board.lead);
  expect(await undo()).toMatchObject({ status: 409, body: { code: "nothing-to-undo" } });
  const { items } = await must("get /boards/{id}/activity", board.member, board.id);
  const own = items.find(({ actorId }: { actorId: string }) => actorId === board.member.userId);
  expect(await undo(board.member, { version: own.version })).toMatchObject({
    status: 409,
    body: { code: "version-conflict", cardId: card.id },
  });
  expect(await undo(board.lead, { version: own.version })).toMatchObject({
    body: { code: "nothing-to-undo" },
  });
  await undo(board.lead);
  expect((await undo()).body).toMatchObject({
    card: { columnId: board.column("Ready"), title: "By the lead" },
  });
});

test("a new card is taken back as if it had never been, and a restored one goes back to the archive", async () => {
  const created = await buildCard(board, board.member, board.column("Doing"));
  expect((await undo()).body).toMatchObject({ undone: { type: "card.created" }, card: null });
  expect((await call("get /cards/{id}", board.member, created.id)).status).toBe(404);
  await must("post /cards/{id}/archive", board.lead, card.id);
  await must("post /cards/{id}/restore", board.member, card.id);
  expect((await undo()).body).toMatchObject({ undone: { type: "card.restored" }, card: null });
  expect((await detail()).archivedAt).not.toBeNull();
});

test("limits hold for undo as for anything else, and a lead may override them", async () => {
  await move("Doing", board.lead);
  const limit = await must("post /boards/{id}/limits", board.lead, board.id, {
    max: 0,
    mode: "reason",
    columnIds: [board.column("Ready")],
  });
  expect((await undo(board.lead)).body).toMatchObject({ code: "wip-limit-exceeded", overridable: true });
  const override = { reason: "It was a slip", limitId: limit.id, maxSeen: 0 };
  expect((await undo(board.lead, { override })).body).toMatchObject({
    card: { columnId: board.column("Ready") },
  });
});
