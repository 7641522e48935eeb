import "../../support/database";
import { afterEach, beforeEach, expect, test } from "vitest";
import { getDb } from "@/lib/server/db/client";
import { call, must } from "../../support/api";
import { buildBoard, buildCard, type TestBoard } from "../../support/boards";
import { expectSoundDatabase } from "../../support/verified";

let from: TestBoard;
let to: TestBoard;
beforeEach(async () => {
  from = await buildBoard();
  to = await buildBoard([
    { name: "Ready", kind: "queue", limit: { max: 1 } },
    { name: "Done", kind: "done" },
  ]);
  await getDb().membership.create({
    data: { teamId: to.teamId, userId: from.member.userId, role: "member" },
  });
});
afterEach(expectSoundDatabase);

const transfer = (id: string, more: object = {}) =>
  call("post /cards/{id}/transfer", from.member, id, {
    boardId: to.id,
    columnId: to.column("Ready"),
    ...more,
  });

test("a card comes in with its content, as new work; here it is gone, and its history stays", async () => {
  const label = await must("post /boards/{id}/labels", from.lead, from.id, { name: "Urgent", colour: "sky" });
  const card = await buildCard(from, from.member, from.column("Doing"), {
    title: "Moves house",
    description: "All of it",
    classOfService: "expedite",
    dueDate: "2030-01-31",
    labelIds: [label.id],
    assigneeIds: [from.member.userId, from.lead.userId],
  });
  await must("post /cards/{id}/block", from.member, card.id, { reason: "Waits", category: "defect" });
  const { status, body } = await transfer(card.id);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    boardId: to.id,
    card: {
      title: "Moves house",
      number: 1,
      classOfService: "expedite",
      dueDate: "2030-01-31",
      blocked: true,
      assigneeIds: [from.member.userId],
    },
  });
  expect(await must("get /cards/{id}", from.member, body.card.id)).toMatchObject({
    description: "All of it",
    blocks: [{ reason: "Waits", category: "defect", unblockedAt: null }],
  });
  const snapshot = await must("get /boards/{id}", from.member, to.id);
  expect(snapshot.labels).toMatchObject([{ name: "Urgent", colour: "sky" }]);
  expect((await call("get /cards/{id}", from.member, card.id)).status).toBe(404);
  expect(await getDb().transition.count({ where: { cardId: card.id } })).toBe(2);
});

test("a full column there keeps it here", async () => {
  await buildCard(to, to.member, to.column("Ready"));
  const card = await buildCard(from, from.member, from.column("Doing"));
  expect(await transfer(card.id)).toMatchObject({ status: 409, body: { code: "wip-limit-exceeded" } });
  expect(await must("get /cards/{id}", from.member, card.id)).toMatchObject({
    columnId: from.column("Doing"),
  });
});

test("only between boards on which one may write, and from one to another", async () => {
  const card = await buildCard(from, from.member, from.column("Doing"));
  const strange = await buildBoard();
  expect((await transfer(card.id, { boardId: strange.id, columnId: strange.column("Ready") })).status).toBe(
    404,
  );
  expect((await transfer(card.id, { boardId: from.id })).status).toBe(400);
  expect((await transfer(card.id, { columnId: from.column("Ready") })).status).toBe(400);
});

test("opposite transfers at once neither deadlock nor exceed a limit", async () => {
  await must("post /boards/{id}/limits", from.lead, from.id, { max: 6, columnIds: [from.column("Doing")] });
  await must("patch /limits/{id}", to.lead, to.snapshot.limits[0]?.id ?? "", { max: 6 });
  const here = [];
  const there = [];
  for (let n = 0; n < 5; n++) {
    here.push(await buildCard(from, from.member, from.column("Doing")));
    there.push(await buildCard(to, to.member, to.column("Ready")));
  }
  const answers = await Promise.all([
    ...here.map(({ id }) => transfer(id)),
    ...there.map(({ id }) =>
      call("post /cards/{id}/transfer", from.member, id, {
        boardId: from.id,
        columnId: from.column("Doing"),
      }),
    ),
  ]);
  expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
  const counts = await Promise.all([from.column("Doing"), to.column("Ready")].map(countIn));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(10);
  expect(Math.max(...counts)).toBeLessThanOrEqual(6);
});

const countIn = (columnId: string) => getDb().card.count({ where: { columnId, archivedAt: null } });
