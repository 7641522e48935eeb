import "../support/database";
import { expect, test } from "vitest";
import { getBoard } from "@/lib/server/usecases/boards/get-board";
import { listActivity } from "@/lib/server/usecases/boards/list-activity";
import { updateCard } from "@/lib/server/usecases/cards/commands";
import { buildBoard, buildCard, type TestBoard } from "../support/boards";
import { callRoute } from "../support/call-route";

async function build() {
  const board = await buildBoard([{ name: "Ready", kind: "queue" }]);
  const add = async (name: string) =>
    (await callRoute("post /boards/{id}/labels", board.member, { params: { id: board.id }, body: { name } }))
      .body;
  return { board, add };
}

async function label(board: TestBoard, labelIds: string[]): Promise<string> {
  const card = await buildCard(board, board.member, board.column("Ready"));
  await updateCard(board.member.userId, card.id, { version: card.version, labelIds });
  return card.id;
}

const labelsOf = async (board: TestBoard, cardId: string) =>
  (await getBoard(board.owner.userId, board.id)).cards.find(({ id }) => id === cardId)?.labelIds.sort();

test("names are compared composed, single-spaced and without case, on making and renaming", async () => {
  const { board, add } = await build();
  const cafe = await add("Café  au lait");
  expect(cafe.name).toBe("Café au lait");
  const bug = await add("Bug");
  const twin = "CAFE\u0301 au\u00a0lait";
  const made = await callRoute("post /boards/{id}/labels", board.member, {
    params: { id: board.id },
    body: { name: twin },
  });
  expect(made).toMatchObject({ status: 409, body: { code: "already-exists" } });
  const rename = (name: string) =>
    callRoute("patch /labels/{id}", board.owner, { params: { id: bug.id }, body: { name } });
  expect((await rename(twin)).status).toBe(409);
  expect((await rename("BUG")).body).toMatchObject({ id: bug.id, name: "BUG", colour: bug.colour });
});

test("merging moves every card once, says how many, and is recorded; into itself it is refused", async () => {
  const { board, add } = await build();
  const [bug, fault] = [await add("Bug"), await add("Fault")];
  const onlyBug = await label(board, [bug.id]);
  const both = await label(board, [bug.id, fault.id]);
  const merge = (into: string) =>
    callRoute("post /labels/{id}/merge", board.owner, { params: { id: bug.id }, body: { into } });
  expect((await merge(bug.id)).body.errors).toMatchObject([{ path: "into" }]);
  const elsewhere = await (await build()).add("Elsewhere");
  expect((await merge(elsewhere.id)).body.errors).toMatchObject([{ path: "into" }]);
  expect((await merge(fault.id)).body).toMatchObject({ label: { id: fault.id }, cards: 2 });
  expect(await labelsOf(board, onlyBug)).toEqual([fault.id]);
  expect(await labelsOf(board, both)).toEqual([fault.id]);
  const use = (await callRoute("get /boards/{id}/labels", board.owner, { params: { id: board.id } })).body;
  expect(use.items).toMatchObject([{ id: fault.id, cards: 2 }]);
  const [newest] = (await listActivity(board.owner.userId, board.id, { limit: 1 })).items;
  expect(newest).toMatchObject({
    type: "label.merged",
    actorId: board.owner.userId,
    detail: { labelId: bug.id, into: fault.id, intoName: "Fault", cards: 2 },
  });
});

test("a label that is deleted leaves its cards without it, and that is recorded", async () => {
  const { board, add } = await build();
  const bug = await add("Bug");
  const card = await label(board, [bug.id]);
  const answer = await callRoute("delete /labels/{id}", board.owner, { params: { id: bug.id } });
  expect(answer.status).toBe(204);
  expect(await labelsOf(board, card)).toEqual([]);
  const [newest] = (await listActivity(board.owner.userId, board.id, { limit: 1 })).items;
  expect(newest).toMatchObject({ type: "label.removed", detail: { name: "Bug", cards: 1 } });
});
