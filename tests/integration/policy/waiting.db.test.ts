import "../../support/database";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { BoardSnapshot } from "@/lib/contracts/board";
import type { CardView } from "@/lib/contracts/card";
import { call, must } from "../../support/api";
import { buildBoard, buildCard, type TestBoard } from "../../support/boards";
import { callRoute } from "../../support/call-route";
import { expectSoundDatabase } from "../../support/verified";

let board: TestBoard;
let holder: CardView;
let first: CardView;
let second: CardView;
beforeEach(async () => {
  board = await buildBoard([
    { name: "Ready", kind: "queue" },
    { name: "Doing", kind: "active", limit: { max: 1 } },
    { name: "Review", kind: "active", limit: { max: 1 } },
    { name: "Done", kind: "done" },
  ]);
  holder = await buildCard(board, board.member, board.column("Doing"));
  first = await buildCard(board, board.member, board.column("Ready"));
  second = await buildCard(board, board.member, board.column("Ready"));
});
afterEach(expectSoundDatabase);

const read = (): Promise<BoardSnapshot> => must("get /boards/{id}", board.member, board.id);
const columnOf = async (card: CardView) => (await read()).cards.find(({ id }) => id === card.id)?.columnId;
const wait = (card: CardView, column = "Doing") =>
  must("post /cards/{id}/wait", board.member, card.id, { columnId: board.column(column) });
const move = (card: CardView, column: string) =>
  must("post /cards/{id}/move", board.member, card.id, { columnId: board.column(column) });
const types = async () =>
  (await must("get /boards/{id}/activity", board.member, board.id)).items.map(
    ({ type, cardId }: { type: string; cardId: string }) => [type, cardId],
  );

test("a freed slot makes the first in line ready, and nothing moves by itself", async () => {
  expect(await wait(first)).toMatchObject({ cardId: first.id, ready: false });
  await wait(second);
  await move(holder, "Done");
  expect((await read()).waiting).toMatchObject([
    { cardId: first.id, columnId: board.column("Doing"), ready: true },
    { cardId: second.id, ready: false },
  ]);
  expect((await types())[0]).toEqual(["waiting.ready", first.id]);
  expect(await columnOf(first)).toBe(board.column("Ready"));
  await move(second, "Doing");
  expect((await read()).waiting).toMatchObject([{ cardId: first.id, ready: false }]);
});

test("a raised limit, an archived card and a released andon free slots too", async () => {
  await must("post /columns/{id}/andon", board.member, board.column("Doing"), { reason: "Stop" });
  await wait(first);
  await must("post /cards/{id}/archive", board.member, holder.id);
  expect((await read()).waiting).toMatchObject([{ ready: false }]);
  await must("delete /columns/{id}/andon", board.member, board.column("Doing"));
  expect((await read()).waiting).toMatchObject([{ ready: true }]);
  await buildCard(board, board.member, board.column("Doing"));
  expect((await read()).waiting).toMatchObject([{ ready: false }]);
  await must("patch /limits/{id}", board.lead, board.snapshot.limits[0]?.id ?? "", { max: 2 });
  expect((await read()).waiting).toMatchObject([{ ready: true }]);
});

test("where the board pulls, the line comes in by itself, in order, and what it leaves lets in others", async () => {
  await must("patch /boards/{id}", board.lead, board.id, { autoPull: true });
  const reviewed = await buildCard(board, board.member, board.column("Review"));
  await wait(holder, "Review");
  await wait(first);
  await wait(second);
  await move(reviewed, "Done");
  expect(await columnOf(holder)).toBe(board.column("Review"));
  expect(await columnOf(first)).toBe(board.column("Doing"));
  expect((await read()).waiting).toMatchObject([{ cardId: second.id }]);
  expect((await read()).limits.map(({ count }) => count)).toEqual([1, 1]);
});

test("a column that is archived pulls nobody in, though its cards go", async () => {
  await must("patch /boards/{id}", board.lead, board.id, { autoPull: true });
  await must("post /columns/{id}/policies", board.lead, board.column("Doing"), {
    text: "Done",
    required: true,
  });
  await wait(first);
  await must("delete /columns/{id}", board.lead, board.column("Doing"), {
    moveCardsTo: board.column("Done"),
  });
  expect(await columnOf(first)).toBe(board.column("Ready"));
  expect((await read()).waiting).toEqual([]);
});

test("a request with a key pulls, too", async () => {
  await must("patch /boards/{id}", board.lead, board.id, { autoPull: true });
  await wait(first);
  const moved = await callRoute("post /cards/{id}/move", board.member, {
    params: { id: holder.id },
    body: { columnId: board.column("Done") },
    headers: { "Idempotency-Key": "pull" },
  });
  expect(moved.status).toBe(200);
  expect(await columnOf(first)).toBe(board.column("Doing"));
});

test("one in line that does not fit keeps its place and lets the next go before", async () => {
  await must("patch /boards/{id}", board.lead, board.id, { autoPull: true });
  await must("post /boards/{id}/limits", board.lead, board.id, { max: 0, classOfService: "intangible" });
  // Done lies outside of the limit on intangible work.
  const intangible = await buildCard(board, board.member, board.column("Done"), {
    classOfService: "intangible",
  });
  await wait(intangible);
  await wait(second);
  await move(holder, "Done");
  expect(await columnOf(second)).toBe(board.column("Doing"));
  expect((await read()).waiting).toMatchObject([{ cardId: intangible.id }]);
});

test("a required exit policy holds back the automatic pull", async () => {
  await must("patch /boards/{id}", board.lead, board.id, { autoPull: true });
  await must("post /columns/{id}/policies", board.lead, board.column("Ready"), {
    text: "Has acceptance criteria",
    required: true,
  });
  await wait(first);
  await move(holder, "Done");
  expect(await columnOf(first)).toBe(board.column("Ready"));
  expect((await read()).waiting).toMatchObject([{ cardId: first.id, ready: true }]);
});

test("leaving the line, and lines that end", async () => {
  await wait(first);
  await must("delete /cards/{id}/wait", board.member, first.id);
  expect((await call("delete /cards/{id}/wait", board.member, first.id)).status).toBe(404);
  await wait(first, "Review");
  await wait(first, "Doing");
  await wait(second);
  expect((await read()).waiting).toHaveLength(2);
  await must("post /cards/{id}/archive", board.member, first.id);
  expect((await read()).waiting).toMatchObject([{ cardId: second.id }]);
  await must("delete /columns/{id}", board.lead, board.column("Doing"), {
    moveCardsTo: board.column("Done"),
  });
  expect((await read()).waiting).toEqual([]);
  expect(
    (await call("post /cards/{id}/wait", board.member, second.id, { columnId: board.column("Ready") }))
      .status,
  ).toBe(400);
  expect(
    (await call("post /cards/{id}/wait", board.viewer, second.id, { columnId: board.column("Review") }))
      .status,
  ).toBe(403);
});
