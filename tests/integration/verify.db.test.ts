import "../support/database";
import { afterEach, beforeEach, expect, test } from "vitest";
import { getPool } from "@/lib/server/db/client";
import { catchUpProjections } from "@/lib/server/usecases/checks/catch-up-projections";
import { rebuildProjections } from "@/lib/server/usecases/checks/rebuild-projections";
import { verifyDatabase } from "@/lib/server/usecases/checks/verify-database";
import { buildBoard, buildCard } from "../support/boards";
import { callRoute } from "../support/call-route";

// Guards switched off, as only a database superuser can, the database broken in one way each: verify names it.

beforeEach(async () => {
  const board = await buildBoard([
    { name: "Ready", kind: "queue" },
    { name: "Doing", kind: "active", limit: { max: 1 } },
    { name: "Done", kind: "done" },
  ]);
  await buildCard(board, board.member, board.column("Ready"), { title: "Waiting" });
  const doing = await buildCard(board, board.member, board.column("Doing"), { title: "Doing" });
  await callRoute("post /cards/{id}/block", board.member, {
    params: { id: doing.id },
    body: { reason: "Stuck", category: "other" },
  });
  await catchUpProjections();
});

async function breakWith(sql: string): Promise<string[]> {
  const client = await getPool().connect();
  await client.query("SET session_replication_role = replica");
  await client.query(sql);
  await client.query("RESET session_replication_role");
  client.release();
  return (await verifyDatabase()).filter(({ breaches }) => breaches > 0).map(({ check }) => check);
}

afterEach(async () => {
  const client = await getPool().connect();
  await client.query("SET session_replication_role = replica");
  const tables =
    "board, board_column, card, transition, activity, wip_limit, wip_limit_change, card_block, limit_breach, limit_entry, placement, andon, waiting_card, card_path, flow_day, projection";
  for (const table of tables.split(", ")) await client.query(`DELETE FROM ${table}`);
  await client.query("RESET session_replication_role");
  client.release();
});

test("a sound database", async () => {
  expect((await verifyDatabase()).every(({ breaches }) => breaches === 0)).toBe(true);
});

const enterDoing = `
  INSERT INTO transition (board_id, card_id, seq, from_column_id, to_column_id, to_kind, at)
  SELECT c.board_id, c.id, 2, c.column_id, k.id, 'active', clock_timestamp()
  FROM card c JOIN board_column k ON k.board_id = c.board_id AND k.name = 'Doing' WHERE c.title = 'Waiting'`;

test.each([
  ["transitions of a card continue one another", "UPDATE transition SET seq = 3 WHERE seq = 1"],
  ["a card is where its log ends", "DELETE FROM transition"],
  ["versions of a board have no gaps", "DELETE FROM activity WHERE version = 2"],
  ["start and finish of a card follow from its log", "UPDATE card SET finished_at = now()"],
  ["no card ever entered over a hard limit", enterDoing],
  ["the log of placements ends where the cards are", "UPDATE card SET class_of_service = 'expedite'"],
  [
    "no card came into a column whose andon was pulled",
    `INSERT INTO andon (board_id, column_id, reason, pulled_at)
     SELECT board_id, id, 'Red', now() - interval '1 hour' FROM board_column WHERE name = 'Doing'`,
  ],
  [
    "a card on a waiting list is on the board and not yet where it waits for",
    `INSERT INTO waiting_card (card_id, board_id, column_id, since)
     SELECT id, board_id, column_id, now() FROM card WHERE title = 'Doing'`,
  ],
  [
    "no card newly came under a full limit of any kind, unless by an override",
    `INSERT INTO placement (board_id, card_id, version, at, column_id, class_of_service, assignee_ids, blocked)
     SELECT c.board_id, c.id, 9, now(), k.id, 'standard', '{}', false
     FROM card c JOIN board_column k ON k.board_id = c.board_id AND k.name = 'Doing' WHERE c.title = 'Waiting'`,
  ],
  ["the entries under limits are those that the placements make", "DELETE FROM limit_entry"],
  [
    "the entries under limits are those that the placements make",
    "INSERT INTO limit_entry (board_id, placement_id, limit_id, card_id, at) SELECT board_id, placement_id, limit_id, card_id, at FROM limit_entry",
  ],
  ["the packed path of a card is its log", "DELETE FROM card_path"],
  ["what came and went per day follows from the log", "UPDATE flow_day SET entered = entered + 1"],
  ["what came and went per day follows from the log", "UPDATE projection SET steps_to = steps_to - 1"],
  [
    "projections end within the log of their board",
    "UPDATE projection SET placements_to = placements_to + 1",
  ],
  ["projections end within the log of their board", "DELETE FROM projection"],
  ["a card on the board is in one of its columns", "UPDATE board_column SET archived_at = now()"],
  ["the next card's number is free", "UPDATE board SET next_card_number = 1"],
  ["a limit is what its history says", "UPDATE wip_limit SET max = 9"],
  ["a blocked card has one open block", "DELETE FROM card_block"],
  ["what hangs on a card is on its board", "UPDATE card_block SET board_id = gen_random_uuid()"],
])("%s", async (check, sql) => {
  expect(await breakWith(sql)).toContain(check);
});

test("projections that were lost are worked out again from the log", async () => {
  const broken = await breakWith(
    "UPDATE card SET started_at = NULL, finished_at = now(); DELETE FROM flow_day; UPDATE card_path SET steps = ''",
  );
  expect(broken).toEqual([
    "start and finish of a card follow from its log",
    "the packed path of a card is its log",
    "what came and went per day follows from the log",
  ]);
  expect(await rebuildProjections()).toBe(1);
  expect((await verifyDatabase()).every(({ breaches }) => breaches === 0)).toBe(true);
  expect(await breakWith("DELETE FROM projection")).not.toEqual([]);
  expect(await rebuildProjections()).toBe(1);
  await catchUpProjections();
  expect((await verifyDatabase()).every(({ breaches }) => breaches === 0)).toBe(true);
});
