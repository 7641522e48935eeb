import "../../support/database";
import { afterEach, beforeEach, expect, test } from "vitest";
import { getDb } from "@/lib/server/db/client";
import type { Actor } from "../../support/actors";
import { call, must } from "../../support/api";
import { buildBoard, buildCard, type TestBoard } from "../../support/boards";
import { callRoute } from "../../support/call-route";
import { expectSoundDatabase } from "../../support/verified";

let board: TestBoard;
let columnLimit: string;
let classLimit: string;
beforeEach(async () => {
  board = await buildBoard([
    { name: "Ready", kind: "queue" },
    { name: "Doing", kind: "active", limit: { max: 1, mode: "reason" } },
  ]);
  columnLimit = board.snapshot.limits[0]?.id ?? "";
  classLimit = (
    await must("post /boards/{id}/limits", board.lead, board.id, {
      max: 1,
      mode: "reason",
      classOfService: "expedite",
      columnIds: [board.column("Doing")],
    })
  ).id;
  await buildCard(board, board.member, board.column("Doing"), { classOfService: "expedite" });
});
afterEach(expectSoundDatabase);

const expedite = () => buildCard(board, board.member, board.column("Ready"), { classOfService: "expedite" });
const move = (actor: Actor, cardId: string, override?: object) =>
  call("post /cards/{id}/move", actor, cardId, { columnId: board.column("Doing"), override });

test("a card tells which limits it went over, who let it in, and why", async () => {
  const card = await expedite();
  const also = [{ limitId: classLimit, maxSeen: 1 }];
  await move(board.lead, card.id, { reason: "Customer down", limitId: columnLimit, maxSeen: 1, also });
  const { limitBreaches } = await must("get /cards/{id}", board.member, card.id);
  expect(limitBreaches).toHaveLength(2);
  for (const limitId of [columnLimit, classLimit])
    expect(limitBreaches).toContainEqual(
      expect.objectContaining({
        limitId,
        max: 1,
        count: 1,
        actorId: board.lead.userId,
        actorName: `Person ${board.lead.userId.slice(-4)}`,
        reason: "Customer down",
      }),
    );
});

test("where several limits refuse, one reason must name them all", async () => {
  const card = await expedite();
  const refused = await move(board.lead, card.id);
  expect(refused.body).toMatchObject({ code: "wip-limit-exceeded", overridable: true });
  expect(refused.body.limits.map(({ id }: { id: string }) => id)).toEqual([columnLimit, classLimit]);
  const half = await move(board.lead, card.id, {
    reason: "Customer down",
    limitId: columnLimit,
    maxSeen: 1,
  });
  expect(half.body.limits.map(({ id }: { id: string }) => id)).toEqual([classLimit]);
  const whole = await move(board.lead, card.id, {
    reason: "Customer down",
    limitId: columnLimit,
    maxSeen: 1,
    also: [{ limitId: classLimit, maxSeen: 1 }],
  });
  expect(whole).toMatchObject({ status: 200, body: { transition: { override: true } } });
  const kept = await getDb().limitBreach.findMany({ where: { boardId: board.id }, orderBy: { id: "asc" } });
  expect(kept).toMatchObject(
    [columnLimit, classLimit].map((limitId) => ({
      limitId,
      mode: "reason",
      max: 1,
      count: 1,
      reason: "Customer down",
      actorId: board.lead.userId,
    })),
  );
});

test("an override is stale once the limit is not what was seen, even where there is room by then", async () => {
  const card = await buildCard(board, board.member, board.column("Ready"));
  const override = { reason: "Customer down", limitId: columnLimit, maxSeen: 1 };
  await must("patch /limits/{id}", board.lead, columnLimit, { max: 2 });
  expect(await move(board.lead, card.id, override)).toMatchObject({
    status: 409,
    body: { code: "override-stale", limit: { id: columnLimit, max: 2, count: 1 } },
  });
  await must("delete /limits/{id}", board.lead, columnLimit);
  expect((await move(board.lead, card.id, override)).body.code).toBe("override-stale");
});

test("members may not override, whatever they send, and a hard limit lets nobody", async () => {
  const card = await buildCard(board, board.member, board.column("Ready"));
  const override = { reason: "Please", limitId: columnLimit, maxSeen: 1 };
  expect((await move(board.member, card.id, override)).body).toMatchObject({
    code: "wip-limit-exceeded",
    overridable: false,
  });
  await must("patch /limits/{id}", board.lead, columnLimit, { mode: "hard" });
  expect((await move(board.owner, card.id, override)).body).toMatchObject({
    code: "wip-limit-exceeded",
    overridable: false,
  });
});

test("a refusal is kept once, also where the request has a key and is sent again", async () => {
  const card = await buildCard(board, board.member, board.column("Ready"));
  for (let sent = 0; sent < 3; sent += 1) {
    const answer = await callRoute("post /cards/{id}/move", board.member, {
      params: { id: card.id },
      body: { columnId: board.column("Doing") },
      headers: { "Idempotency-Key": "refused" },
    });
    expect(answer.status).toBe(409);
  }
  expect(await getDb().limitRefusal.count({ where: { boardId: board.id } })).toBe(1);
});

test("a soft limit lets in and records; every refusal is kept with what was seen", async () => {
  const card = await buildCard(board, board.member, board.column("Ready"));
  await move(board.member, card.id);
  await must("patch /limits/{id}", board.lead, columnLimit, { mode: "soft" });
  expect((await move(board.member, card.id)).status).toBe(200);
  expect(await getDb().limitBreach.findFirst({ where: { boardId: board.id } })).toMatchObject({
    mode: "soft",
    reason: null,
    actorId: board.member.userId,
  });
  expect(await getDb().limitRefusal.findMany({ where: { boardId: board.id } })).toMatchObject([
    { limitId: columnLimit, cardId: card.id, actorId: board.member.userId, max: 1, count: 1, mode: "reason" },
  ]);
});
