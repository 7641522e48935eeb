import "../support/database";
import { expect, test } from "vitest";
import { POST as postCard } from "@/app/api/v1/boards/[id]/cards/route";
import { GET as getBoard } from "@/app/api/v1/boards/[id]/route";
import { GET as listBoards, POST as postBoard } from "@/app/api/v1/boards/route";
import { POST as postMove } from "@/app/api/v1/cards/[id]/move/route";
import { boardSnapshot, boardSummary } from "@/lib/contracts/board";
import { cardView, moveCardAnswer } from "@/lib/contracts/card";
import { problem } from "@/lib/contracts/problem";
import { buildActor } from "../support/actors";
import { callRoute } from "../support/call-route";

test("a board is made, filled up to its limit, read, and a repeated move is answered once", async () => {
  const owner = await buildActor();
  const made = await callRoute(postBoard, owner, { body: { name: "Payments platform" } });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  boardSnapshot.parse(made.body);
  const id = made.body.id;
  const [, ready, active] = made.body.columns;
  for (let i = 0; i < 5; i++) {
    const card = await callRoute(postCard, owner, {
      params: { id },
      body: { columnId: ready.id, title: `Card ${i}` },
    });
    expect(card.status).toBe(201);
    cardView.parse(card.body);
  }
  const sixth = await callRoute(postCard, owner, {
    params: { id },
    body: { columnId: ready.id, title: "x" },
  });
  expect(sixth.status).toBe(409);
  problem.parse(sixth.body);
  const board = await callRoute(getBoard, owner, { params: { id } });
  boardSnapshot.parse(board.body);
  const again = await callRoute(getBoard, owner, {
    params: { id },
    headers: { "If-None-Match": board.headers.get("etag") ?? "" },
  });
  expect(again.status).toBe(304);
  const key = { "Idempotency-Key": "k1" };
  const card = board.body.cards[0];
  const move = await callRoute(postMove, owner, {
    params: { id: card.id },
    body: { columnId: active.id },
    headers: key,
  });
  expect(move.status, JSON.stringify(move.body)).toBe(200);
  moveCardAnswer.parse(move.body);
  const repeat = await callRoute(postMove, owner, {
    params: { id: card.id },
    body: { columnId: active.id },
    headers: key,
  });
  expect(repeat.body).toEqual(move.body);
  boardSummary.array().parse((await callRoute(listBoards, owner)).body.items);
});
