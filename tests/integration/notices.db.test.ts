import pg from "pg";
import { afterEach, expect, test, vi } from "vitest";
import { DomainError } from "@/lib/domain/errors";
import { inSavepoint, inTransaction } from "@/lib/server/db/transaction";
import { answerApi } from "@/lib/server/routes/api";
import { moveCard } from "@/lib/server/usecases/cards/commands";
import { buildBoard, buildCard, type TestBoard } from "../support/boards";
import { testDatabaseUrl } from "../support/database";
import { readEvents } from "../support/event-reader";

// How others hear of a change: this process at once, other processes by a notice after the commit, and whoever got none
// by asking for versions.

const ends: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  vi.useRealTimers();
});

/** Two seconds of what this process does at intervals. */
const passTwoSeconds = () => vi.advanceTimersByTimeAsync(2_000);
const holdIntervals = () => vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });

async function follow(board: TestBoard) {
  const stop = new AbortController();
  ends.push(() => stop.abort());
  const request = new Request(`http://sluice.test/api/v1/boards/${board.id}/events`, {
    headers: { Authorization: `Bearer ${board.viewer.token}` },
    signal: stop.signal,
  });
  return readEvents(await answerApi(request));
}

/** A connection that is none of the product's. */
async function connectBeside(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: testDatabaseUrl });
  await client.connect();
  ends.push(() => client.end());
  return client;
}

/** What another process hears of boards, as `board version`. */
async function listenBeside(): Promise<string[]> {
  const heard: string[] = [];
  const client = await connectBeside();
  client.on("notification", ({ payload = "" }) => heard.push(...payload.split("\n").slice(1)));
  await client.query("LISTEN sluice_board");
  return heard;
}

const moveByHand = (client: pg.Client, board: TestBoard, cardId: string, column: string) =>
  client.query("SELECT run_command('move', $1, '{member}', '{}', $2, $3, true)", [
    board.member.userId,
    cardId,
    JSON.stringify({ cardIds: [cardId], columnId: board.column(column) }),
  ]);

const within2s = { timeout: 2_000, interval: 20 };

test("a change reaches other processes by a notice after its commit, and not before", async () => {
  const board = await buildBoard();
  const card = await buildCard(board, board.member, board.column("Ready"));
  await follow(board);
  const heard = await listenBeside();
  await inTransaction(async () => {
    await moveCard(board.member.userId, card.id, { columnId: board.column("Doing") });
    await new Promise((resolve) => setImmediate(resolve));
    expect(heard).toEqual([]);
  });
  await vi.waitFor(() => expect(heard).toEqual([`${board.id} 3`]), within2s);
});

test("what is rolled back, whole or in part, is told to nobody", async () => {
  const board = await buildBoard();
  const card = await buildCard(board, board.member, board.column("Ready"));
  await follow(board);
  const heard = await listenBeside();
  const move = (column: string) => moveCard(board.member.userId, card.id, { columnId: board.column(column) });
  const refuse = async () => {
    await move("Doing");
    throw new DomainError("cancelled");
  };
  await expect(inTransaction(refuse)).rejects.toThrow();
  await inTransaction(() => expect(inSavepoint(refuse)).rejects.toThrow());
  await move("Doing");
  await vi.waitFor(() => expect(heard).toEqual([`${board.id} 3`]), within2s);
});

test("nothing is announced to everybody from inside a command's transaction, where it would hold all others up", async () => {
  const board = await buildBoard();
  const card = await buildCard(board, board.member, board.column("Ready"));
  const heard = await listenBeside();
  await moveByHand(await connectBeside(), board, card.id, "Doing");
  const marker = await connectBeside();
  await marker.query("SELECT pg_notify('sluice_board', E'nobody\nmarker')");
  await vi.waitFor(() => expect(heard).toEqual(["marker"]), within2s);
});

test("a notice of another process reaches who follows the board here", async () => {
  const board = await buildBoard();
  const card = await buildCard(board, board.member, board.column("Ready"));
  const reader = await follow(board);
  const beside = await connectBeside();
  await moveByHand(beside, board, card.id, "Doing");
  await beside.query("SELECT pg_notify('sluice_board', $1)", [`somebody\n${board.id} 3`]);
  expect(await reader.next()).toMatchObject({ type: "card.moved", version: 3 });
});

test("a notice that is lost, and SQL written by hand, which sends none, are seen within two seconds", async () => {
  holdIntervals();
  const [board, quiet] = [await buildBoard(), await buildBoard()];
  const card = await buildCard(board, board.member, board.column("Ready"));
  const [reader, other] = [await follow(board), await follow(quiet)];
  await moveByHand(await connectBeside(), board, card.id, "Doing");
  await passTwoSeconds();
  expect(await reader.next()).toMatchObject({ type: "card.moved", version: 3 });
  await buildCard(quiet, quiet.member, quiet.column("Ready"));
  expect(await other.next()).toMatchObject({ type: "card.created", version: 2 });
});

test("while the listener is dead, one's own changes are heard at once and those of others within two seconds", async () => {
  holdIntervals();
  const board = await buildBoard();
  const card = await buildCard(board, board.member, board.column("Ready"));
  const reader = await follow(board);
  const beside = await connectBeside();
  const { rows } = await beside.query<{ pid: number }>(
    "SELECT pid FROM pg_stat_activity WHERE application_name = 'sluice-listener' AND datname = current_database()",
  );
  for (const { pid } of rows) {
    process.kill(pid, "SIGSTOP");
    ends.push(() => process.kill(pid, "SIGCONT"));
  }
  await moveCard(board.member.userId, card.id, { columnId: board.column("Doing") });
  expect(await reader.next()).toMatchObject({ type: "card.moved", version: 3 });
  await moveByHand(beside, board, card.id, "Ready");
  await passTwoSeconds();
  expect(await reader.next()).toMatchObject({ type: "card.moved", version: 4 });
});
