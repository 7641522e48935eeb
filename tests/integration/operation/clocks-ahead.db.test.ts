import "../../support/database";
import { afterEach, beforeAll, expect, test } from "vitest";
import { getPool } from "@/lib/server/db/client";
import { metricNames } from "@/lib/server/metrics";
import { readStandings } from "@/lib/server/reports/read-standings";
import { boardInstants } from "@/lib/server/store/clock/ahead-boards";
import { verifyDatabase } from "@/lib/server/usecases/checks/verify-database";
import { mendClock } from "@/lib/server/usecases/clock/mend-clock";
import { call, must } from "../../support/api";
import { buildBoard, buildCard, type TestBoard } from "../../support/boards";
import { callRoute, metricDoor } from "../../support/call-route";
import { installMovableClock, setClock } from "../../support/moved-clock";
import { expectSoundDatabase } from "../../support/verified";

// The database's clock was two years ahead for a minute. The board goes on, verify names it, and it can be mended.

const named = "nothing on a board is dated in the future";
const columns = [
  { name: "Ready", kind: "queue" as const },
  { name: "Doing", kind: "active" as const, limit: { max: 5 } },
  { name: "Done", kind: "done" as const },
];
let board: TestBoard;

beforeAll(installMovableClock);
afterEach(() => setClock("0"));

const move = (cardId: string, to: string) =>
  must("post /cards/{id}/move", board.member, cardId, { columnId: board.column(to) });

/** A board that was used before, while, and after the clock was ahead; the card that went through all of it. */
async function useWhileAhead(): Promise<string> {
  board = await buildBoard(columns);
  const card = await buildCard(board, board.member, board.column("Ready"));
  await setClock("2 years");
  await move(card.id, "Doing");
  const made = await buildCard(board, board.member, board.column("Doing"), {
    assigneeIds: [board.member.userId],
  });
  await must("post /cards/{id}/block", board.member, made.id, { reason: "Stuck", category: "other" });
  await must("post /columns/{id}/andon", board.member, board.column("Ready"), { reason: "Red" });
  await must("patch /columns/{id}", board.lead, board.column("Doing"), { limit: { max: 4 } });
  await setClock("0");
  await must("post /cards/{id}/unblock", board.member, made.id);
  await must("delete /columns/{id}/andon", board.member, board.column("Ready"));
  await must("patch /columns/{id}", board.lead, board.column("Doing"), { limit: { max: 3 } });
  await move(card.id, "Done");
  await move(card.id, "Doing");
  await move(card.id, "Done");
  await must("post /cards/{id}/archive", board.member, made.id);
  return card.id;
}

async function breaches(): Promise<string[]> {
  return (await verifyDatabase()).filter((result) => result.breaches > 0).map(({ check }) => check);
}

/** What is dated in the future, by table and column. */
async function findAhead(): Promise<string[]> {
  const parts = Object.entries(boardInstants).flatMap(([table, members]) =>
    members.map(
      (member) =>
        `SELECT '${table}.${member}' AS name FROM ${table} WHERE ${member} > now() + interval '1 minute' LIMIT 1`,
    ),
  );
  const { rows } = await getPool().query(parts.map((part) => `(${part})`).join(" UNION ALL "));
  return rows.map(({ name }) => name);
}

test("the board goes on, verify names it, and nothing else is called broken", async () => {
  await useWhileAhead();
  const found = (await verifyDatabase()).filter((result) => result.breaches > 0);
  expect(found.map(({ check }) => check)).toEqual([named]);
  expect(found[0]?.examples[0]).toMatch(/^board Board \(.*mend-clock$/);
});

/** Every number of an answer that says how long, how old or how many, with its path. */
function numbersIn(value: unknown, path = ""): [string, number][] {
  if (typeof value === "number") return [[path, value]];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, each]) => numbersIn(each, `${path}.${key}`));
}

const mayBeNegative = /version|offset|change|trend|growth|skew/i;

test("reports are of what has happened: nothing is younger than nothing, and nobody waits for years", async () => {
  const longestMs = 3_600_000;
  for (const name of metricNames) {
    const { status, body } = await callRoute(metricDoor(name), board.member, {
      params: { id: board.id },
    });
    expect({ name, status }).toEqual({ name, status: 200 });
    for (const [path, number] of numbersIn(body)) {
      if (!mayBeNegative.test(path))
        expect({ name, path, isNegative: number < 0 }).toMatchObject({ isNegative: false });
      if (/Ms$/.test(path))
        expect({ name, path, number: Math.min(number, longestMs) }).toMatchObject({ number });
      if (/[dD]ays$/.test(path)) expect(number).toBeLessThan(366);
    }
  }
  for (const [path, number] of numbersIn(await readStandings(board.member.userId)))
    if (/ageDays|daysLate/.test(path)) expect(number).toBeGreaterThan(0);
  const { items } = await must("get /boards/{id}/limits/use", board.member, board.id);
  for (const [path, number] of numbersIn(items))
    expect({ path, isNegative: number < 0 }).toMatchObject({ isNegative: false });
});

test("asked without being meant, it says what it would do and changes nothing", async () => {
  const before = await findAhead();
  const { boards } = await mendClock(false);
  expect(boards).toHaveLength(1);
  expect(boards[0]?.instants).toBeGreaterThan(10);
  expect(await findAhead()).toEqual(before);
  expect(await breaches()).toEqual([named]);
});

test("mended: everything is dated in its order between what is known, and what stood there is kept", async () => {
  const { boards } = await mendClock(true);
  expect(await findAhead()).toEqual([]);
  await expectSoundDatabase();
  const { rows } = await getPool().query<{ at: Date; activity_at: Date }>(
    `SELECT t.at, a.at AS activity_at FROM transition t
     JOIN placement p ON p.card_id = t.card_id AND p.column_id IS NOT DISTINCT FROM t.to_column_id
     JOIN activity a ON a.board_id = p.board_id AND a.version = p.version
     WHERE t.board_id = $1 ORDER BY t.id`,
    [board.id],
  );
  // Within what the machine needed for a change.
  for (const { at, activity_at } of rows)
    expect(Math.abs(at.getTime() - activity_at.getTime())).toBeLessThan(2_000);
  const { rows: kept } = await getPool().query(
    "SELECT count(*)::int AS count, min(was) > now() + interval '1 year' AS is_old FROM mended_instant WHERE board_id = $1",
    [board.id],
  );
  expect(kept).toEqual([{ count: boards[0]?.instants, is_old: true }]);
  expect((await mendClock(true)).boards).toEqual([]);
});

test("a mended board takes changes, tells its feed, and its guards stand again", async () => {
  await buildCard(board, board.member, board.column("Ready"));
  const { items } = await must("get /boards/{id}/activity", board.member, board.id);
  expect(items.map(({ type }: { type: string }) => type)).toContain("board.clock-mended");
  await expect(getPool().query("UPDATE transition SET at = now()")).rejects.toThrow(/never changed/);
  await expect(getPool().query("UPDATE mended_instant SET became = now()")).rejects.toThrow(/never changed/);
  await expectSoundDatabase();
});

test("a card does not take another board into the future", async () => {
  const cardId = await useWhileAhead();
  const other = await must("post /boards", board.lead, null, {
    name: "Other",
    teamId: board.teamId,
    columns: [{ name: "In", kind: "queue" }],
  });
  const to = { boardId: other.board.id, columnId: other.columns[0].id };
  const { status, body } = await call("post /cards/{id}/transfer", board.member, cardId, to);
  expect({ status, code: body.code }).toEqual({ status: 409, code: "board-ahead" });
  await mendClock(true);
  await must("post /cards/{id}/transfer", board.member, cardId, to);
  await expectSoundDatabase();
});

test("cards that went to another board while the clock was ahead", async () => {
  board = await buildBoard(columns);
  const other = await must("post /boards", board.lead, null, {
    name: "Other",
    teamId: board.teamId,
    columns: [
      { name: "In", kind: "queue" },
      { name: "Out", kind: "done" },
    ],
  });
  const [early, late] = [
    await buildCard(board, board.member, board.column("Done")),
    await buildCard(board, board.member, board.column("Doing")),
  ];
  await setClock("2 years");
  await move(late.id, "Done");
  for (const { id } of [early, late]) {
    await must("post /cards/{id}/transfer", board.member, id, {
      boardId: other.board.id,
      columnId: other.columns[1].id,
    });
  }
  await setClock("0");
  expect(await breaches()).toEqual([named]);
  await mendClock(true);
  expect(await findAhead()).toEqual([]);
  await expectSoundDatabase();
});

test("every instant of a board is known to what looks for those ahead", async () => {
  const { rows } = await getPool().query<{ name: string }>(`
    SELECT c.table_name || '.' || c.column_name AS name FROM information_schema.columns c
    WHERE c.table_schema = 'public' AND c.data_type = 'timestamp with time zone'
      AND (c.table_name = 'board' OR EXISTS (SELECT FROM information_schema.columns b
        WHERE b.table_schema = 'public' AND b.table_name = c.table_name AND b.column_name = 'board_id'))
      AND c.table_name <> 'mended_instant'`);
  const known = Object.entries(boardInstants).flatMap(([table, members]) =>
    members.map((member) => `${table}.${member}`),
  );
  expect(rows.map(({ name }) => name).sort()).toEqual(known.sort());
});
