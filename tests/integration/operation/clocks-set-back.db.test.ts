import "../../support/database";
import { afterEach, beforeAll, expect, test } from "vitest";
import { getPool } from "@/lib/server/db/client";
import { must } from "../../support/api";
import { buildBoard, buildCard, type TestBoard } from "../../support/boards";
import { callRoute } from "../../support/call-route";
import { installMovableClock, setClock } from "../../support/moved-clock";
import { expectSoundDatabase } from "../../support/verified";

// The database's clock goes back: every change is taken, in order, and nothing lasts less than no time.

const columns = [
  { name: "Ready", kind: "queue" as const },
  { name: "Doing", kind: "active" as const, limit: { max: 2 } },
  { name: "Done", kind: "done" as const },
];
let board: TestBoard;

beforeAll(installMovableClock);
afterEach(() => setClock("0"));

async function readSteps(cardId: string): Promise<number[]> {
  const { rows } = await getPool().query<{ at: Date }>(
    "SELECT at FROM transition WHERE card_id = $1 ORDER BY seq",
    [cardId],
  );
  return rows.map(({ at }) => at.getTime());
}

const move = async (cardId: string, to: string) => {
  const { status, body } = await callRoute("post /cards/{id}/move", board.member, {
    params: { id: cardId },
    body: { columnId: board.column(to) },
  });
  expect({ status, body }).toMatchObject({ status: 200 });
};

test.each(["-1 hour", "-2 years"])("by %s: the board's clock stands still", async (ahead) => {
  board = await buildBoard(columns);
  const card = await buildCard(board, board.member, board.column("Ready"));
  const [begun = 0] = await readSteps(card.id);

  await setClock(ahead);
  await move(card.id, "Doing");
  await move(card.id, "Done");
  await move(card.id, "Doing");
  await must("post /cards/{id}/block", board.member, card.id, { reason: "Stuck", category: "other" });
  await must("post /cards/{id}/unblock", board.member, card.id);
  const made = await buildCard(board, board.member, board.column("Ready"));
  await must("post /cards/{id}/archive", board.member, made.id);
  await must("post /cards/{id}/restore", board.member, made.id);
  expect(await readSteps(card.id)).toEqual([begun, begun, begun, begun]);
  await expectSoundDatabase();

  await setClock("0");
  await move(card.id, "Done");
  const steps = await readSteps(card.id);
  expect(steps.at(-1)).toBeGreaterThan(begun);
  await expectSoundDatabase();
});

test("limits, andons and blocks that are begun before and ended after it", async () => {
  board = await buildBoard(columns);
  const card = await buildCard(board, board.member, board.column("Ready"));
  await must("post /cards/{id}/block", board.member, card.id, { reason: "Stuck", category: "other" });
  await must("post /columns/{id}/andon", board.member, board.column("Doing"), { reason: "Red" });

  await setClock("-1 hour");
  await must("post /cards/{id}/unblock", board.member, card.id);
  await must("delete /columns/{id}/andon", board.member, board.column("Doing"));
  await move(card.id, "Doing");
  await must("patch /columns/{id}", board.lead, board.column("Doing"), { limit: { max: 1 } });
  await must("post /columns/{id}/andon", board.member, board.column("Doing"), { reason: "Red" });
  await expectSoundDatabase();

  await setClock("0");
  await must("delete /columns/{id}/andon", board.member, board.column("Doing"));
  await expectSoundDatabase();
  const { rows } = await getPool().query<{ negative: number }>(
    `SELECT (SELECT count(*) FROM card_block WHERE unblocked_at < blocked_at)::int
       + (SELECT count(*) FROM andon WHERE released_at < pulled_at)::int AS negative`,
  );
  expect(rows).toEqual([{ negative: 0 }]);
});

test("who comes into a line later stands behind", async () => {
  board = await buildBoard([
    { name: "Ready", kind: "queue" },
    { name: "Doing", kind: "active", limit: { max: 0 } },
    { name: "Done", kind: "done" },
  ]);
  const first = await buildCard(board, board.member, board.column("Ready"));
  const second = await buildCard(board, board.member, board.column("Ready"));
  const wait = (cardId: string) =>
    must("post /cards/{id}/wait", board.member, cardId, { columnId: board.column("Doing") });
  await wait(first.id);
  await getPool().query("UPDATE waiting_card SET since = since + interval '30 seconds'");
  await wait(second.id);
  const { rows } = await getPool().query(
    "SELECT card_id FROM waiting_card WHERE board_id = $1 ORDER BY since",
    [board.id],
  );
  expect(rows.map((row) => row.card_id)).toEqual([first.id, second.id]);
});

test("a card comes to another board although that one is behind", async () => {
  board = await buildBoard(columns);
  const other = await must("post /boards", board.lead, null, {
    name: "Other",
    teamId: board.teamId,
    columns: [{ name: "In", kind: "queue" }],
  });
  const card = await buildCard(board, board.member, board.column("Done"));
  await setClock("-1 hour");
  await must("post /cards/{id}/transfer", board.member, card.id, {
    boardId: other.board.id,
    columnId: other.columns[0].id,
  });
  await expectSoundDatabase();
});
