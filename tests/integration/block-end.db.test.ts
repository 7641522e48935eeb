import "../support/database";
import { beforeAll, expect, test } from "vitest";
import { blockersMetric } from "@/lib/contracts/metrics/blockers";
import { getPool } from "@/lib/server/db/client";
import { must } from "../support/api";
import { buildBoard, type TestBoard } from "../support/boards";
import { callRoute } from "../support/call-route";

// A block ends with the card's life: finish, archive, discard, deletion. Two pages, one answer.

let board: TestBoard;

beforeAll(async () => {
  board = await buildBoard([
    { name: "Todo", kind: "backlog" },
    { name: "Doing", kind: "active" },
    { name: "Done", kind: "done" },
  ]);
});

async function makeBlocked(title: string): Promise<string> {
  const columnId = board.column("Doing");
  const { id } = await must("post /boards/{id}/cards", board.member, board.id, { columnId, title });
  await must("post /cards/{id}/block", board.member, id, { reason: title, category: "other" });
  return id;
}

const move = (card: string, to: string) =>
  must("post /cards/{id}/move", board.member, card, { columnId: board.column(to) });

async function blocksOf(card: string) {
  const { body } = await callRoute("get /boards/{id}/metrics/blockers", board.member, {
    params: { id: board.id },
  });
  const { categories } = blockersMetric.answer.parse(body);
  return categories.flatMap(({ blocks }) => blocks).filter(({ cardId }) => cardId === card);
}

async function lastStepAt(card: string): Promise<string> {
  const { rows } = await getPool().query<{ at: Date }>(
    "SELECT at FROM transition WHERE card_id = $1 ORDER BY seq DESC LIMIT 1",
    [card],
  );
  return rows[0]?.at.toISOString() ?? "";
}

test("a finish, an archive, a discard and a deletion end the block at their instant", async () => {
  const ends: Record<string, (card: string) => Promise<unknown>> = {
    finished: (card) => move(card, "Done"),
    archived: (card) => must("post /cards/{id}/archive", board.member, card),
    deleted: (card) => must("delete /cards/{id}", board.member, card),
  };
  for (const [title, end] of Object.entries(ends)) {
    const card = await makeBlocked(title);
    expect(await blocksOf(card)).toMatchObject([{ to: null }]);
    await end(card);
    const [block, ...others] = await blocksOf(card);
    expect(others).toEqual([]);
    expect(block?.to).toBe(await lastStepAt(card));
    expect(block?.elapsedMs).toBe(Date.parse(block?.to ?? "") - Date.parse(block?.from ?? ""));
  }
});

test("reopened with its block still on it, a card is held up anew; a block in done is none", async () => {
  const card = await makeBlocked("reopened");
  await move(card, "Done");
  const finishedAt = await lastStepAt(card);
  await move(card, "Doing");
  const reopenedAt = await lastStepAt(card);
  const [past, present] = (await blocksOf(card)).sort((a, b) => a.from.localeCompare(b.from));
  expect([past?.to, present?.from, present?.to]).toEqual([finishedAt, reopenedAt, null]);
  const detail = await must("get /cards/{id}", board.member, card);
  expect(detail.blocks[0].stretches).toEqual([
    { from: detail.blocks[0].blockedAt, to: finishedAt },
    { from: reopenedAt, to: null },
  ]);

  const { id } = await must("post /boards/{id}/cards", board.member, board.id, {
    columnId: board.column("Done"),
    title: "in done",
  });
  await must("post /cards/{id}/block", board.member, id, { reason: "late idea", category: "other" });
  expect(await blocksOf(id)).toEqual([]);
});
