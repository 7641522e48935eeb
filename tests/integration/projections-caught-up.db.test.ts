import "../support/database";
import { beforeEach, describe, expect, test } from "vitest";
import { plainCard } from "@/lib/domain/board-history";
import { getPool } from "@/lib/server/db/client";
import { writeBoard } from "@/lib/server/import-worker/import-board";
import { listEntries } from "@/lib/server/store/figures/limit-entries";
import { catchUp, listBoardsBehind } from "@/lib/server/store/figures/projections";
import { runChecks } from "@/lib/server/store/operation/verification";
import { catchUpProjections } from "@/lib/server/usecases/checks/catch-up-projections";
import { call, must } from "../support/api";
import { buildBoard, buildCard, type TestBoard } from "../support/boards";
import { callRoute, metricDoor } from "../support/call-route";
import { expectSoundDatabase } from "../support/verified";

// Nobody who moves writes a projection. Whether, when, by whom and how far it is caught up changes no answer, and no mover
// waits for it.

let board: TestBoard;
let cards: string[];

beforeEach(async () => {
  board = await buildBoard([
    { name: "Ready", kind: "queue" },
    { name: "Doing", kind: "active", limit: { max: 50 } },
    { name: "Done", kind: "done" },
  ]);
  cards = [];
  for (let n = 0; n < 8; n++) cards.push((await buildCard(board, board.member, board.column("Ready"))).id);
});

const move = (cardId: string | undefined, to: string) =>
  must("post /cards/{id}/move", board.member, cardId ?? "", { columnId: board.column(to) });

async function countRows(): Promise<{ steps: number; entries: number }> {
  const { rows } = await getPool().query<{ steps: number; entries: number }>(
    `SELECT (SELECT coalesce(sum(octet_length(steps)) / 10, 0)::int FROM card_path WHERE board_id = $1) AS steps,
       (SELECT count(*)::int FROM limit_entry WHERE board_id = $1) AS entries`,
    [board.id],
  );
  return rows[0] ?? { steps: -1, entries: -1 };
}

/** So many that a report has them projected before it reads. The same place again is nobody's entry. */
const addManyPlacements = () =>
  getPool().query(
    `INSERT INTO placement (board_id, card_id, version, at, column_id, lane_id, class_of_service, assignee_ids, blocked)
     SELECT board_id, card_id, version, at, column_id, lane_id, class_of_service, assignee_ids, blocked
     FROM placement, generate_series(1, 2000) WHERE card_id = $1`,
    [cards[0]],
  );

const reported = async (name: "cumulative-flow" | "cycle-time" | "overrides" | "wip") =>
  (await callRoute(metricDoor(name), board.member, { params: { id: board.id } })).body;

test("a move projects nothing; its reports are the same before and after it is caught up", async () => {
  await move(cards[0], "Doing");
  await move(cards[0], "Done");
  expect(await countRows()).toEqual({ steps: 0, entries: 0 });
  const names = ["cumulative-flow", "cycle-time", "overrides", "wip"] as const;
  const before = await Promise.all(names.map(reported));
  expect(before[0].days.at(-1)).toMatchObject({ departures: 1 });
  expect(before[2].limits).toMatchObject([{ entries: 1 }]);
  await catchUpProjections();
  expect(await countRows()).toEqual({ steps: 10, entries: 1 });
  expect(await listBoardsBehind()).toEqual([]);
  expect(await Promise.all(names.map(reported))).toEqual(before);
});

test("a report projects what has become much before it reads, and leaves little alone", async () => {
  await reported("wip");
  expect((await countRows()).steps).toBe(0);
  await addManyPlacements();
  await reported("wip");
  expect(await countRows()).toEqual({ steps: 8, entries: 0 });
});

test("who moves does not wait for whoever projects, and of two that project one goes its way", async () => {
  const holder = await getPool().connect();
  try {
    await holder.query("BEGIN");
    await holder.query("SELECT catch_up($1, 0, 3)", [board.id]);
    await move(cards[1], "Doing");
    expect(await catchUp(board.id, 0)).toBe(false);
    expect(await countRows()).toEqual({ steps: 0, entries: 0 });
    expect((await reported("wip")).days.at(-1)).toMatchObject({
      wip: 8,
      byColumn: { [board.column("Doing")]: 1 },
    });
  } finally {
    await holder.query("ROLLBACK");
    holder.release();
  }
  await catchUp(board.id, 0);
  expect(await countRows()).toEqual({ steps: 9, entries: 1 });
});

test("a board that cannot be projected holds no other up, and its reports are answered", async () => {
  const other = await buildBoard();
  await buildCard(other, other.member, other.column("Ready"));
  await getPool().query(
    `ALTER TABLE card_path ADD CONSTRAINT broken CHECK (board_id <> '${board.id}') NOT VALID`,
  );
  try {
    await catchUpProjections();
    expect(await listBoardsBehind()).toEqual([board.id]);
    await addManyPlacements();
    expect((await reported("wip")).days.at(-1)).toMatchObject({ wip: 8 });
  } finally {
    await getPool().query("ALTER TABLE card_path DROP CONSTRAINT broken");
  }
});

describe("a board whose row of `projection` is gone", () => {
  const names = ["cumulative-flow", "cycle-time", "overrides", "wip"] as const;
  const loseRow = (id = board.id) => getPool().query("DELETE FROM projection WHERE board_id = $1", [id]);
  const readRow = async (id = board.id) =>
    (await getPool().query("SELECT * FROM projection WHERE board_id = $1", [id])).rows[0];

  test("is projected anew by the next catch-up, each step once", async () => {
    await move(cards[0], "Doing");
    await catchUpProjections();
    const before = [await countRows(), await Promise.all(names.map(reported)), await readRow()];
    await loseRow();
    await catchUpProjections();
    expect([await countRows(), await Promise.all(names.map(reported)), await readRow()]).toEqual(before);
    await expectSoundDatabase();
  });

  test("is projected anew when it changes by what it counts", async () => {
    await move(cards[0], "Doing");
    await catchUpProjections();
    await loseRow();
    await must("patch /columns/{id}", board.lead, board.column("Ready"), { kind: "active" });
    expect(await countRows()).toEqual({ steps: 9, entries: 1 });
    await catchUpProjections();
    await expectSoundDatabase();
  });

  test("still knows what was written as a whole", async () => {
    const columns = [{ key: "a", name: "Ready", kind: "queue" as const, isArchived: false }];
    const card = plainCard("Found", [{ columnKey: "a", at: 1_700_000_000_000 }]);
    const history = {
      name: "Whole",
      key: null,
      timeZone: "UTC",
      columns,
      labels: [],
      cards: [card],
      limits: [],
    };
    const { boardId } = await writeBoard(board.lead.userId, board.teamId, history, "event-log");
    const before = await readRow(boardId);
    expect(Number(before.whole_to)).toBeGreaterThan(0);
    await loseRow(boardId);
    await catchUpProjections();
    expect(await readRow(boardId)).toEqual(before);
  });
});

test("one that is ended in the middle has done nothing", async () => {
  const { rows } = await getPool().query("SELECT count(*) FROM card_path");
  const victim = await getPool().connect();
  victim.on("error", () => {});
  const { pid } = (await victim.query<{ pid: number }>("SELECT pg_backend_pid() AS pid")).rows[0] ?? {
    pid: 0,
  };
  await victim.query("BEGIN");
  await victim.query("SELECT catch_up($1, 0, 5)", [board.id]);
  await getPool().query("SELECT pg_terminate_backend($1)", [pid]);
  victim.release(true);
  expect((await getPool().query("SELECT count(*) FROM card_path")).rows).toEqual(rows);
  await catchUpProjections();
  expect(await countRows()).toEqual({ steps: 8, entries: 0 });
  await expectSoundDatabase();
});

test("at every moment, while many move and many project, the projections are the log", async () => {
  let isOver = false;
  const isProjected = /packed path|per day|projections end/;
  const look = async () => {
    for (let looked = 0; !isOver || looked < 2; looked++)
      expect(
        (await runChecks()).filter(({ check, breaches }) => isProjected.test(check) && breaches > 0),
      ).toEqual([]);
  };
  const project = async () => {
    while (!isOver) await catchUp(board.id, 0, 3);
  };
  const workAway = async (cardId: string) => {
    for (const to of ["Doing", "Done", "Doing", "Ready", "Doing", "Ready", "Done"])
      await call("post /cards/{id}/move", board.member, cardId, { columnId: board.column(to) });
  };
  const others = [look(), project(), project()];
  await Promise.all(cards.map(workAway));
  await must("patch /columns/{id}", board.lead, board.column("Ready"), { kind: "active" });
  await must("patch /boards/{id}", board.lead, board.id, { timeZone: "Asia/Kathmandu" });
  await Promise.all(cards.map(workAway));
  isOver = true;
  await Promise.all(others);
  await expectSoundDatabase();
});

test("who came in before the rules of counting changed came in by the old ones", async () => {
  await must("post /boards/{id}/limits", board.lead, board.id, {
    max: 60,
    classOfService: "standard",
  });
  await must("post /cards/{id}/block", board.member, cards[0] ?? "", { reason: "Stuck", category: "other" });
  await move(cards[0], "Doing");
  const entered = await listEntries(board.id, 0n);
  expect(entered).toHaveLength(1);
  await must("patch /boards/{id}", board.lead, board.id, { blockedCardsCount: false });
  expect(await listEntries(board.id, 0n)).toEqual(entered);

  const made = await buildCard(board, board.member, board.column("Ready"));
  const before = await listEntries(board.id, 0n);
  expect(before.map(({ cardId }) => cardId)).toContain(made.id);
  await must("patch /columns/{id}", board.lead, board.column("Ready"), { kind: "backlog" });
  expect(await listEntries(board.id, 0n)).toEqual(before);
});
