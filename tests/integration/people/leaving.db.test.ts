import "../../support/database";
import { expect, test } from "vitest";
import { getDb } from "@/lib/server/db/client";
import { readFilterChoices } from "@/lib/server/reports/read-filter-choices";
import { getBoard } from "@/lib/server/usecases/boards/get-board";
import { listActivity } from "@/lib/server/usecases/boards/list-activity";
import { changeRole } from "@/lib/server/usecases/teams/change-role";
import { listMembers } from "@/lib/server/usecases/teams/list-members";
import { removeMember } from "@/lib/server/usecases/teams/remove-member";
import { type Actor, buildActor } from "../../support/actors";
import { buildBoard, type TestBoard } from "../../support/boards";
import { callRoute } from "../../support/call-route";
import { expectSoundDatabase } from "../../support/verified";

const columns = [
  { name: "Ready", kind: "queue" },
  { name: "Doing", kind: "active" },
  { name: "Done", kind: "done" },
] as const;

async function addCard(board: TestBoard, column: string, title: string, assigneeIds: string[]) {
  const body = { columnId: board.column(column), title, assigneeIds };
  return callRoute("post /boards/{id}/cards", board.owner, { params: { id: board.id }, body });
}
const cardOf = async (board: TestBoard, id: string) =>
  (await getBoard(board.owner.userId, board.id)).cards.find((card) => card.id === id);

test("who leaves is taken off open cards on every board of the team; finished ones keep the name", async () => {
  const board = await buildBoard([...columns]);
  const leaver = await buildActor(board.teamId, "member");
  const open = (await addCard(board, "Doing", "Open", [leaver.userId, board.member.userId])).body;
  const finished = (await addCard(board, "Doing", "Finished", [leaver.userId])).body;
  await callRoute("post /cards/{id}/move", board.owner, {
    params: { id: finished.id },
    body: { columnId: board.column("Done") },
  });
  const limit = { max: 1, perPerson: true, columnIds: [board.column("Doing")] };
  await callRoute("post /boards/{id}/limits", board.owner, { params: { id: board.id }, body: limit });
  const before = (await listMembers(board.owner.userId, board.teamId)).find(
    ({ userId }) => userId === leaver.userId,
  );
  expect(before?.openCards).toBe(1);

  await removeMember(board.owner.userId, board.teamId, leaver.userId);

  const shown = await getBoard(board.owner.userId, board.id);
  expect((await cardOf(board, open.id))?.assigneeIds).toEqual([board.member.userId]);
  expect((await cardOf(board, open.id))?.version).toBe(open.version + 1);
  expect((await cardOf(board, finished.id))?.assigneeIds).toEqual([leaver.userId]);
  expect(shown.members.map(({ userId }) => userId)).not.toContain(leaver.userId);
  expect(shown.formerMembers.map(({ userId }) => userId)).toEqual([leaver.userId]);
  const activity = await listActivity(board.owner.userId, board.id, { limit: 100 });
  expect(activity.items.filter(({ type }) => type === "card.unassigned")).toMatchObject([
    { cardId: open.id, actorId: board.owner.userId, detail: { userId: leaver.userId } },
  ]);
  const { assignee } = await readFilterChoices(board.owner.userId, board.id);
  expect(assignee.find(({ value }) => value === leaver.userId)?.text).toMatch(/ \(left the team\)$/);
  await expectSoundDatabase();
});

test("a former member still on a card, as old data has it, can be taken off", async () => {
  const board = await buildBoard([...columns]);
  const former = await buildActor(board.teamId, "member");
  const card = (await addCard(board, "Doing", "Old", [former.userId])).body;
  await getDb().membership.deleteMany({ where: { userId: former.userId } });
  expect((await getBoard(board.owner.userId, board.id)).formerMembers).toHaveLength(1);
  const answer = await callRoute("patch /cards/{id}", board.member, {
    params: { id: card.id },
    body: { version: card.version, assigneeIds: [] },
  });
  expect(answer.status).toBe(200);
  expect((await getBoard(board.owner.userId, board.id)).formerMembers).toEqual([]);
});

test("nobody is taken off where leaving is refused", async () => {
  const board = await buildBoard([...columns]);
  const card = (await addCard(board, "Doing", "Kept", [board.owner.userId])).body;
  await getDb().membership.updateMany({
    where: { teamId: board.teamId, role: "owner", userId: { not: board.owner.userId } },
    data: { role: "lead" },
  });
  await expect(removeMember(board.owner.userId, board.teamId, board.owner.userId)).rejects.toMatchObject({
    code: "last-owner",
  });
  expect((await cardOf(board, card.id))?.assigneeIds).toEqual([board.owner.userId]);
});

test("who only reads the other board is not assigned there when a card goes to it", async () => {
  const board = await buildBoard([...columns]);
  const there = await buildBoard([...columns]);
  await getDb().membership.createMany({
    data: [
      { teamId: there.teamId, userId: board.owner.userId, role: "member" },
      { teamId: there.teamId, userId: board.member.userId, role: "viewer" },
    ],
  });
  const busy = (await addCard(board, "Ready", "Busy", [board.member.userId])).body;
  const moved = await callRoute("post /cards/{id}/transfer", board.owner, {
    params: { id: busy.id },
    body: { boardId: there.id, columnId: there.column("Ready") },
  });
  expect(moved.status).toBe(200);
  expect(moved.body.card.assigneeIds).toEqual([]);
});

test("a viewer is refused in words at every door that assigns, and can be taken off", async () => {
  const board = await buildBoard([...columns]);
  const viewer: Actor = await buildActor(board.teamId, "member");
  const held = (await addCard(board, "Doing", "Held", [viewer.userId])).body;
  await changeRole(board.owner.userId, board.teamId, viewer.userId, "viewer");
  const params = { id: board.id };
  const item = { columnId: board.column("Ready"), title: "New", assigneeIds: [viewer.userId] };
  const free = (await addCard(board, "Ready", "Free", [])).body;
  const refusals = [
    await callRoute("post /boards/{id}/cards", board.owner, { params, body: item }),
    await callRoute("post /boards/{id}/cards/import", board.owner, { params, body: { items: [item] } }),
    await callRoute("patch /cards/{id}", board.owner, {
      params: { id: free.id },
      body: { version: free.version, assigneeIds: [viewer.userId] },
    }),
  ];
  for (const { status, body } of refusals) {
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([
      { path: "assigneeIds", message: expect.stringContaining("is a viewer") },
    ]);
  }
  const limit = await callRoute("post /boards/{id}/limits", board.owner, {
    params,
    body: { max: 1, userId: viewer.userId },
  });
  expect(limit.status).toBe(400);
  const patch = (assigneeIds: string[], version: number) =>
    callRoute("patch /cards/{id}", board.owner, {
      params: { id: held.id },
      body: { version, assigneeIds },
    });
  const kept = await patch([viewer.userId, board.member.userId], held.version);
  expect(kept.status).toBe(200);
  expect((await patch([board.member.userId], kept.body.version)).body.assigneeIds).toEqual([
    board.member.userId,
  ]);
});
