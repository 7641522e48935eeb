import "../../support/database";
import { afterEach, beforeEach, expect, test } from "vitest";
import { getDb } from "@/lib/server/db/client";
import { call, must } from "../../support/api";
import { buildBoard, buildCard, type TestBoard } from "../../support/boards";
import { expectSoundDatabase } from "../../support/verified";

let board: TestBoard;
let limitId: string;
beforeEach(async () => {
  board = await buildBoard([
    { name: "Ready", kind: "queue" },
    { name: "Doing", kind: "active", limit: { max: 2, mode: "reason" } },
  ]);
  limitId = board.snapshot.limits[0]?.id ?? "";
  await buildCard(board, board.member, board.column("Doing"));
});
afterEach(expectSoundDatabase);

const override = () => ({ reason: "The release waits for them", limitId, maxSeen: 2 });

test("of cards that move together, those beyond the limit have the reason on record", async () => {
  const cards = [];
  for (let made = 0; made < 3; made += 1)
    cards.push(await buildCard(board, board.member, board.column("Ready")));
  const request = { cardIds: cards.map(({ id }) => id), columnId: board.column("Doing") };
  const refused = await call("post /boards/{id}/cards/move", board.lead, board.id, request);
  expect(refused).toMatchObject({ status: 409, body: { cardId: cards[1]?.id, overridable: true } });
  const { transitions } = await must("post /boards/{id}/cards/move", board.lead, board.id, {
    ...request,
    override: override(),
  });
  expect(transitions.map((step: { override: boolean }) => step.override)).toEqual([false, true, true]);
  const kept = await getDb().limitBreach.findMany({ where: { limitId }, orderBy: { id: "asc" } });
  expect(kept.map(({ cardId, count }) => [cardId, count])).toEqual([
    [cards[1]?.id, 2],
    [cards[2]?.id, 3],
  ]);
});

test("of cards that are imported together, too", async () => {
  const items = ["One", "Two", "Three"].map((title) => ({ title, columnId: board.column("Doing") }));
  const refused = await call("post /boards/{id}/cards/import", board.lead, board.id, { items });
  expect(refused).toMatchObject({ status: 409, body: { index: 1, overridable: true } });
  await must("post /boards/{id}/cards/import", board.lead, board.id, { items, override: override() });
  const [limit] = (await must("get /boards/{id}", board.member, board.id)).limits;
  expect(limit).toMatchObject({ max: 2, count: 4 });
});
