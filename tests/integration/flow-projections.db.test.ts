import "../support/database";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { plainCard } from "@/lib/domain/board-history";
import { findTalliedConstraint } from "@/lib/flow/boards/tallied-constraint";
import { createCalendar } from "@/lib/flow/calendar/calendar";
import type { Carried, LogEntry } from "@/lib/flow/log/step-log";
import { buildTimelines, replayLog, type Timeline } from "@/lib/flow/log/timeline";
import { buildWorkflow } from "@/lib/flow/log/workflow";
import { findConstraint, parts } from "@/lib/flow/metrics/constraint";
import { buildCumulativeFlow, cumulateFlow } from "@/lib/flow/metrics/cumulative-flow";
import { getDb, getPool } from "@/lib/server/db/client";
import { writeBoard } from "@/lib/server/import-worker/import-board";
import { readColumnTallies } from "@/lib/server/store/figures/column-tallies";
import { readFlowDays } from "@/lib/server/store/figures/flow-days";
import { readFlowBoard } from "@/lib/server/store/figures/flow-log";
import { readPaths } from "@/lib/server/store/figures/flow-paths";
import { catchUp } from "@/lib/server/store/figures/projections";
import { verifyDatabase } from "@/lib/server/usecases/checks/verify-database";
import { call, must } from "../support/api";
import { buildBoard, type TestBoard } from "../support/boards";

// What reports read is projected from the log, and what is newer is added: after random commands, caught up to whatever point
// in between, it is what the pure functions make of the whole log.

const names = ["Backlog", "Ready", "Doing", "Review", "Done", "Released"];
const anyCard = { label: null, lane: null, classOfService: null, type: null, assignee: null, creator: null };

const command = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("move" as const), card: fc.nat(9), to: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("create" as const), card: fc.nat(9), to: fc.nat(5) }) },
  fc.record({
    do: fc.constantFrom("archive" as const, "restore" as const, "delete" as const),
    card: fc.nat(9),
    to: fc.nat(5),
  }),
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("transfer" as const), card: fc.nat(9), to: fc.nat(5) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("catch-up" as const), card: fc.nat(9), to: fc.nat(5) }),
  },
  fc.record({
    do: fc.constantFrom("kind" as const, "order" as const, "commitment" as const, "zone" as const),
    card: fc.nat(9),
    to: fc.nat(5),
  }),
);
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;

const kinds = ["queue", "active", "done", "backlog"];
const zones = ["UTC", "Asia/Kathmandu", "America/New_York", "Pacific/Kiritimati"];

let board: TestBoard;
/** Where cards go and come back from; finished in one of two columns. */
let other: TestBoard;

beforeAll(async () => {
  board = await importedBoard();
  other = await buildBoard();
  await getDb().membership.create({
    data: { teamId: other.teamId, userId: board.member.userId, role: "member" },
  });
});

/** A board with cards that were found in the middle of their lives, two of which were seen to go on. */
async function importedBoard(): Promise<TestBoard> {
  const made = await buildBoard();
  const ofColumns = ["backlog", "queue", "active", "queue", "done", "done"] as const;
  const at = Date.now() - 10 * 86_400_000;
  const found = (...columnKeys: string[]) => ({
    ...plainCard(
      "Found",
      columnKeys.map((columnKey, day) => ({ columnKey, at: at + day * 86_400_000 })),
    ),
    isBeginningUnknown: true,
  });
  const { boardId } = await writeBoard(
    made.lead.userId,
    made.teamId,
    {
      name: "Imported",
      key: null,
      timeZone: "UTC",
      columns: names.map((name, index) => ({
        key: name,
        name,
        kind: ofColumns[index] ?? "queue",
        isArchived: false,
      })),
      labels: [],
      cards: [
        found("Backlog"),
        found("Doing"),
        found("Done"),
        found("Doing", "Done"),
        found("Backlog", "Doing"),
        { ...found("Backlog", "Doing"), isBeginningUnknown: false },
      ],
      limits: [],
    },
    "trello",
  );
  const columns = await getDb().column.findMany({ where: { boardId } });
  const column = (name: string) => columns.find((one) => one.name === name)?.id ?? "";
  return { ...made, id: boardId, column };
}

/** To the other board, some steps there, and mostly back again. */
async function transfer(cardId: string, card: number, columnId: string): Promise<string | null> {
  const send = (id: string, boardId: string, column: string) =>
    call("post /cards/{id}/transfer", board.member, id, { boardId, columnId: column });
  const there = other.column(card % 2 === 0 ? "Done" : "Doing");
  const sent = await send(cardId, other.id, there);
  if (sent.status !== 200 || card % 3 === 0) return null;
  const id: string = sent.body.card.id;
  if (card % 5 === 0)
    await must("post /cards/{id}/move", board.member, id, { columnId: other.column("Done") });
  return (await must("post /cards/{id}/transfer", board.member, id, { boardId: board.id, columnId })).card.id;
}

async function run({ do: what, card, to }: Command, cards: string[]): Promise<void> {
  const columnId = board.column(names[to] ?? "Ready");
  const cardId = cards[card % Math.max(1, cards.length)] ?? null;
  const { member, lead } = board;
  if (what === "create" || cardId === null) {
    cards.push((await must("post /boards/{id}/cards", member, board.id, { columnId, title: "Card" })).id);
  } else if (what === "move") await call("post /cards/{id}/move", member, cardId, { columnId });
  else if (what === "archive") await call("post /cards/{id}/archive", member, cardId);
  else if (what === "restore") await call("post /cards/{id}/restore", member, cardId);
  else if (what === "delete") await call("delete /cards/{id}", member, cardId);
  else if (what === "transfer") {
    const id = await transfer(cardId, card, columnId);
    if (id) cards.push(id);
  } else if (what === "catch-up") await catchUp(board.id, 0, 1 + card * 2);
  else if (what === "kind") await call("patch /columns/{id}", lead, columnId, { kind: kinds[card % 4] });
  else if (what === "order") await call("patch /columns/{id}", lead, columnId, { position: card % 6 });
  else if (what === "commitment")
    await call("patch /boards/{id}", lead, board.id, { commitmentColumnId: columnId });
  else await call("patch /boards/{id}", lead, board.id, { timeZone: zones[card % 4] });
}

async function readWholeLog(): Promise<LogEntry[]> {
  type Row = Omit<LogEntry, "at" | "carried"> & {
    at: Date;
    carried: Record<keyof Carried, string | null> | null;
  };
  const { rows } = await getPool().query<Row>(
    `SELECT t.card_id AS "cardId", t.seq, t.from_column_id AS "fromColumnId", t.to_column_id AS "toColumnId", t.at,
       CASE WHEN t.seq = 1 AND x.card_id IS NOT NULL THEN jsonb_build_object('createdAt', iso_instant(x.created_at),
         'startedAt', iso_instant(x.started_at), 'finishedAt', iso_instant(x.finished_at), 'activeMs', x.active_ms,
         'blockedMs', x.blocked_ms) END AS carried,
       t.at = max(t.at) OVER (PARTITION BY t.card_id) AND t.to_column_id IS NULL
         AND EXISTS (SELECT FROM card_transfer y WHERE y.from_card_id = t.card_id) AS "isTransfer",
       t.seq = 1 AND EXISTS (SELECT FROM unknown_beginning u WHERE u.card_id = t.card_id) AS "isFound"
     FROM transition t LEFT JOIN card_transfer x ON x.card_id = t.card_id WHERE t.board_id = $1 ORDER BY t.at, t.id`,
    [board.id],
  );
  const instantOf = (text: string | null) => (text === null ? null : Date.parse(text));
  return rows.map(({ carried, ...row }) => ({
    ...row,
    at: row.at.getTime(),
    ...(carried && {
      carried: {
        createdAt: instantOf(carried.createdAt) ?? 0,
        startedAt: instantOf(carried.startedAt),
        finishedAt: instantOf(carried.finishedAt),
        activeMs: Number(carried.activeMs),
        blockedMs: Number(carried.blockedMs),
      },
    }),
  }));
}

/** Everything that the timelines tell, by card. */
const livesOf = (timelines: readonly Timeline[]) =>
  new Map(
    timelines.map((card) => {
      const { cameAt, createdAt, startedAt, finishedAt, finishedElsewhere, isFound, foundFinished } = card;
      const { goneAt, hasDeparted, columnId, skippedStart, carried, visits } = card;
      const marks = {
        cameAt,
        createdAt,
        startedAt,
        finishedAt,
        finishedElsewhere,
        isFound,
        foundFinished,
      };
      return [card.cardId, { ...marks, goneAt, hasDeparted, columnId, skippedStart, carried, visits }];
    }),
  );

/** What the cards say of themselves is what the timelines tell. */
async function expectMarked(timelines: readonly Timeline[]): Promise<void> {
  const rows = await getDb().card.findMany({ where: { boardId: board.id } });
  const ofTimelines = timelines.map(({ cardId, createdAt, startedAt, finishedAt, ...card }) => [
    cardId,
    [
      createdAt ?? card.carried?.createdAt ?? card.cameAt,
      startedAt,
      card.finishedElsewhere ? card.carried?.finishedAt : finishedAt,
    ],
  ]);
  const ofRows = rows.map((row) => [
    row.id,
    [row.createdAt.getTime(), row.startedAt?.getTime() ?? null, row.finishedAt?.getTime() ?? null],
  ]);
  expect(Object.fromEntries(ofRows)).toEqual(Object.fromEntries(ofTimelines));
}

async function expectKeptIsRebuilt(): Promise<void> {
  const flowBoard = await readFlowBoard(board.id);
  const workflow = buildWorkflow(flowBoard);
  const calendar = createCalendar(flowBoard.timeZone);
  const timelines = buildTimelines(workflow, await readWholeLog());
  const kept = replayLog(workflow, await readPaths(board.id, anyCard, Number.NEGATIVE_INFINITY));
  expect(livesOf(kept)).toEqual(livesOf(timelines));
  await expectMarked(timelines);
  const today = calendar.dayOf(Date.now());
  for (const range of [
    { from: today - 400, to: today + 1 },
    { from: today - 20, to: today - 3 },
  ]) {
    expect(cumulateFlow(calendar, workflow, await readFlowDays(board.id, range), range)).toEqual(
      buildCumulativeFlow(calendar, workflow, timelines, range),
    );
  }
  const range = { from: today - 1, to: today };
  const [begin, end] = [calendar.startOf(range.from), Date.now() + 1_000];
  const tallies = await readColumnTallies([{ boardId: board.id, begin }], end, parts);
  const tallied = findTalliedConstraint(workflow, tallies, end - begin);
  const found = findConstraint(calendar, workflow, timelines, [], range, end);
  const held = new Map(found.columns.map((column) => [column.columnId, column]));
  expect(tallied.columns).toHaveLength(held.size);
  for (const { columnId, totalDwellMs, ...counts } of tallied.columns) {
    expect(held.get(columnId)).toMatchObject({ ...counts, totalDwellMs: expect.closeTo(totalDwellMs, 0) });
  }
}

test("after any commands, what is kept is what the log makes of itself", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 8, maxLength: 30 }), async (commands) => {
      const present = await getDb().card.findMany({ where: { boardId: board.id, deletedAt: null } });
      const cards = present.slice(0, 8).map(({ id }) => id);
      for (const each of commands) await run(each, cards);
      await expectKeptIsRebuilt();
    }),
    { numRuns: 12 },
  );
  const { rowCount } = await getPool().query("SELECT FROM card_transfer WHERE board_id = $1", [board.id]);
  expect(rowCount).toBeGreaterThan(0);
  expect((await verifyDatabase()).filter(({ breaches }) => breaches > 0)).toEqual([]);
});

test("a card of many steps keeps all of them", async () => {
  const card = await must("post /boards/{id}/cards", board.member, board.id, {
    columnId: board.column("Ready"),
    title: "To and fro",
  });
  for (let n = 0; n < 140; n++) {
    const columnId = board.column(n % 2 === 0 ? "Doing" : "Ready");
    await must("post /cards/{id}/move", board.member, card.id, { columnId });
  }
  await expectKeptIsRebuilt();
  expect(await catchUp(board.id, 0, 100)).toBe(true);
  await expectKeptIsRebuilt();
  expect(await catchUp(board.id, 0)).toBe(false);
  const { rows } = await getPool().query("SELECT part FROM card_path WHERE card_id = $1", [card.id]);
  expect(rows).toHaveLength(3);
  await expectKeptIsRebuilt();
});
