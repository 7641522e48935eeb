import "../support/database";
import { beforeAll, expect, test } from "vitest";
import type { MetricFrame } from "@/lib/contracts/metrics/frame";
import { plainCard } from "@/lib/domain/board-history";
import { dayMs } from "@/lib/domain/duration";
import { getPool } from "@/lib/server/db/client";
import { writeBoard } from "@/lib/server/import-worker/import-board";
import { readStandings } from "@/lib/server/reports/read-standings";
import { must } from "../support/api";
import { buildBoard, type TestBoard } from "../support/boards";
import { callRoute, metricDoor } from "../support/call-route";
import { expectSoundDatabase } from "../support/verified";

// Sixty finished, of which the beginning of fifteen is not known, as in an export that begins in the middle.

let board: TestBoard;
let boardId: string;
let column: (name: string) => string;

beforeAll(async () => {
  board = await buildBoard();
  const kinds = { Backlog: "backlog", Doing: "active", Done: "done" } as const;
  const start = Date.now() - 20 * dayMs;
  const card = (title: string, isBeginningUnknown: boolean, ...steps: [keyof typeof kinds, number][]) => ({
    ...plainCard(
      title,
      steps.map(([columnKey, day]) => ({ columnKey, at: start + day * dayMs })),
    ),
    isBeginningUnknown,
  });
  const times = (many: number, make: (n: number) => ReturnType<typeof card>) =>
    Array.from({ length: many }, (_, n) => make(n));
  const written = await writeBoard(
    board.lead.userId,
    board.teamId,
    {
      name: "Imported",
      key: null,
      timeZone: "UTC",
      columns: Object.entries(kinds).map(([name, kind]) => ({ key: name, name, kind, isArchived: false })),
      labels: [],
      cards: [
        ...times(45, (n) => card(`Known ${n}`, false, ["Doing", 1], ["Done", 11])),
        ...times(15, (n) => card(`Found ${n}`, true, ["Doing", 10], ["Done", 11])),
        card("Found at work", true, ["Doing", 0]),
        card("Found done", true, ["Done", 0]),
      ],
      limits: [],
    },
    "trello",
  );
  boardId = written.boardId;
  const snapshot = await must("get /boards/{id}", board.viewer, boardId);
  column = (name) => snapshot.columns.find((one: { name: string }) => one.name === name).id;
});

const metric = async (name: string, query: Record<string, string> = {}) =>
  (await callRoute(metricDoor(name), board.viewer, { params: { id: boardId }, query })).body;
const excluded = ({ excluded: left }: MetricFrame) =>
  Object.fromEntries(left.map(({ why, count }) => [why, count]));
const cardNamed = async (title: string) =>
  (await must("get /boards/{id}", board.viewer, boardId)).cards.find(
    (card: { title: string }) => card.title === title,
  );

test("throughput is of all sixty; times are of the forty-five, and it is said why", async () => {
  expect((await metric("throughput")).total).toBe(60);
  const cycle = await metric("cycle-time", { percentiles: "50" });
  expect(cycle).toMatchObject({ n: 45, percentiles: { "50": 11 } });
  expect(excluded(cycle)).toEqual({
    "not finished": 1,
    "finished at an unknown time": 1,
    "finished, beginning not known": 15,
  });
  expect((await metric("lead-time")).n).toBe(45);
  expect((await metric("littles-law")).throughputPerDay).toBeGreaterThan(0);
  expect(excluded(await metric("work-item-age"))).toMatchObject({ "beginning not known": 17 });
  expect(excluded(await metric("queue-age"))).toMatchObject({
    "in the column since before the log began": 1,
  });
  const { teams } = await readStandings(board.lead.userId);
  const flow = teams.flatMap(({ boards }) => boards).find(({ id }) => id === boardId);
  expect(flow).toMatchObject({ wip: 0, throughput: { now: 60 }, medianDays: { now: 11 } });
});

test("a card tells that its beginning is not known, wherever it is told of", async () => {
  const found = await cardNamed("Found at work");
  expect(found).toMatchObject({ createdAt: null, startedAt: null });
  expect(await must("get /cards/{id}", board.viewer, found.id)).toMatchObject({ createdAt: null });
  const { items } = await must("get /cards/{id}/transitions", board.viewer, found.id);
  expect(items).toMatchObject([{ isFound: true }]);
  expect(await cardNamed("Known 0")).toMatchObject({
    createdAt: expect.any(String),
    startedAt: expect.any(String),
  });
});

test("it goes on without one: finished, reopened, and on another board", async () => {
  const found = await cardNamed("Found at work");
  const move = async (id: string, name: string) =>
    (await must("post /cards/{id}/move", board.member, id, { columnId: column(name) })).card;
  expect(await move(found.id, "Done")).toMatchObject({ startedAt: null, finishedAt: expect.any(String) });
  expect((await metric("throughput")).total).toBe(61);
  expect(await move(found.id, "Doing")).toMatchObject({ startedAt: null, finishedAt: null });
  const sent = await must("post /cards/{id}/transfer", board.member, found.id, {
    boardId: board.id,
    columnId: board.column("Ready"),
  });
  expect(sent.card).toMatchObject({ createdAt: null, startedAt: null });
  const done = await cardNamed("Found done");
  expect(await move(done.id, "Doing")).toMatchObject({ startedAt: null });
  expect(await move(done.id, "Done")).toMatchObject({ startedAt: null, finishedAt: expect.any(String) });
  await expectSoundDatabase();
});

test("no SQL makes the beginning of a card unknown that was seen to begin, or known again", async () => {
  const known = await must("post /boards/{id}/cards", board.member, boardId, {
    columnId: column("Backlog"),
    title: "New",
  });
  const insert = getPool().query("INSERT INTO unknown_beginning (card_id, board_id) VALUES ($1, $2)", [
    known.id,
    boardId,
  ]);
  await expect(insert).rejects.toMatchObject({ code: "SLL02" });
  await expect(getPool().query("DELETE FROM unknown_beginning")).rejects.toMatchObject({ code: "SLL01" });
  await expect(getPool().query("UPDATE unknown_beginning SET card_id = card_id")).rejects.toMatchObject({
    code: "SLL01",
  });
  const start = getPool().query("UPDATE card SET started_at = entered_column_at WHERE title = 'Found 0'");
  await expect(start).rejects.toMatchObject({ code: "SLL02" });
});
