import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildBoard, buildCard } from "../support/boards";
import { testDatabaseUrl } from "../support/database";
import { buildClosedBoard, rawSqlDoors, stateOf } from "../support/raw-sql-doors";
import { openTwinSession, qualified, readTwins } from "../support/twin-session";
import { expectSoundDatabase, readEverything } from "../support/verified";

// SQL typed by hand does not get past a guard.

const client = new pg.Client({ connectionString: testDatabaseUrl });
let twins: pg.Client;
let ids: Record<string, string>;
let asTyped: (sql: string) => string;

beforeAll(async () => {
  await client.connect();
  twins = await openTwinSession(testDatabaseUrl);
  ({ ids, asTyped } = await buildClosedBoard(client));
});

afterAll(async () => {
  await expectSoundDatabase();
  await Promise.all([client.end(), twins.end()]);
});

test.each(rawSqlDoors)("%s", async (_, state, ...statements) => {
  const before = await readEverything();
  expect(await stateOf(client, statements.map(asTyped))).toMatch(new RegExp(`^${state}`));
  expect(await readEverything()).toEqual(before);
});

describe("in a session whose own tables, types and functions hide the product's", () => {
  test.each(rawSqlDoors)("%s", async (_, state, ...statements) => {
    const before = await readEverything();
    expect(await stateOf(twins, statements.map(asTyped).map(qualified))).toMatch(new RegExp(`^${state}`));
    expect(await readEverything()).toEqual(before);
  });

  const commands: [name: string, role: string, target: string, body: Record<string, unknown>][] = [
    ["move", "member", "busy", { cardIds: ["{busy}"], columnId: "{ready}" }],
    ["move", "member", "waiting", { cardIds: ["{waiting}"], columnId: "{doing}" }],
    ["edit", "member", "waiting", { version: 2, assigneeIds: ["{lead}"] }],
    ["block", "member", "waiting", { reason: "Hidden", category: "other" }],
    ["unblock", "member", "waiting", {}],
    ["archive", "member", "waiting", {}],
    ["restore", "member", "waiting", { columnId: "{ready}" }],
    ["undo", "member", "board", {}],
  ];

  test("commands, projections and reads see and write the product's tables alone", async () => {
    for (const [name, role, target, body] of commands) {
      const { rows } = await twins.query(
        "SELECT public.run_command($1, $2, ARRAY[$3]::public.member_role[], '{lead}', $4, $5, true) AS outcome",
        [name, ids.member, role, ids[target], asTyped(JSON.stringify(body))],
      );
      expect(rows[0].outcome, name).toMatchObject({ ok: {} });
    }
    await twins.query("SELECT public.project_board($1)", [ids.board]);
    const snapshot = "SELECT public.board_snapshot($1, $2, NULL)::text = $3 AS is_same";
    const { rows } = await client.query("SELECT board_snapshot($1, $2, NULL)::text AS snapshot", [
      ids.member,
      ids.board,
    ]);
    const read = await twins.query(snapshot, [ids.member, ids.board, rows[0].snapshot]);
    expect(read.rows).toEqual([{ is_same: true }]);
    expect(await readTwins(twins)).toEqual({});
  });
});

test.each(["REPEATABLE READ", "SERIALIZABLE"])("a write at isolation level %s", async (level) => {
  await client.query(`BEGIN ISOLATION LEVEL ${level}`);
  const write = client.query(`UPDATE card SET lane_id = NULL WHERE id = '${ids.waiting}'`);
  await expect(write).rejects.toMatchObject({ code: "SLB01" });
  await client.query("ROLLBACK");
});

test("a row changed by hand while somebody holds its board is refused at once, not made to wait", async () => {
  const second = new pg.Client({ connectionString: testDatabaseUrl });
  await second.connect();
  await second.query("BEGIN");
  await second.query("SELECT lock_board($1)", [ids.board]);
  const change = client.query("UPDATE card SET blocked_at = now() WHERE id = $1", [ids.waiting]);
  await expect(change).rejects.toMatchObject({
    code: "55P03",
    hint: `Lock it before its rows: SELECT lock_board('${ids.board}')`,
  });
  await second.query("ROLLBACK");
  await second.end();
});

test("a step typed by hand is dated and numbered when the board is free, not when it was typed", async () => {
  const second = new pg.Client({ connectionString: testDatabaseUrl });
  await second.connect();
  const free = await buildBoard();
  const [typed, moved] = [
    await buildCard(free, free.member, free.column("Ready")),
    await buildCard(free, free.member, free.column("Ready")),
  ];
  await second.query("BEGIN");
  await second.query("SELECT lock_board($1)", [free.id]);
  const step = `INSERT INTO transition (board_id, card_id, seq, from_column_id, to_column_id, to_kind, at)
    VALUES ($1, $2, 2, $3, $4, 'active', date_trunc('milliseconds', clock_timestamp())) RETURNING id, at`;
  const byHand = client.query(
    `WITH step AS (${step})
    UPDATE card c SET column_id = $4, last_seq = 2, entered_column_at = s.at FROM step s WHERE c.id = $2
    RETURNING s.id, s.at`,
    [free.id, typed.id, free.column("Ready"), free.column("Doing")],
  );
  await untilWaiting(second);
  const { rows: first } = await second.query(step, [
    free.id,
    moved.id,
    free.column("Ready"),
    free.column("Doing"),
  ]);
  await second.query("UPDATE card SET column_id = $2, last_seq = 2, entered_column_at = $3 WHERE id = $1", [
    moved.id,
    free.column("Doing"),
    first[0].at,
  ]);
  await second.query("COMMIT");
  const { rows: later } = await byHand;
  expect(Number(later[0].id)).toBeGreaterThan(Number(first[0].id));
  expect(later[0].at.getTime()).toBeGreaterThanOrEqual(first[0].at.getTime());
  await second.end();
});

/** Returns once some other session waits for a lock. */
async function untilWaiting(session: pg.Client): Promise<void> {
  const waiting = "SELECT FROM pg_locks WHERE NOT granted";
  while ((await session.query(waiting)).rowCount === 0);
}

test("two sessions that both find the last slot free: the second is refused at commit", async () => {
  const second = new pg.Client({ connectionString: testDatabaseUrl });
  await second.connect();
  const free = await buildBoard([
    { name: "Ready", kind: "queue" },
    { name: "Doing", kind: "active", limit: { max: 1 } },
  ]);
  const cards = [
    await buildCard(free, free.member, free.column("Ready")),
    await buildCard(free, free.member, free.column("Ready")),
  ];
  const doing = free.column("Doing");
  const moveByHand = async (session: pg.Client, card: string) => {
    await session.query("BEGIN");
    await session.query(
      `INSERT INTO transition (board_id, card_id, seq, from_column_id, to_column_id, to_kind, at)
       VALUES ($1, $2, 2, $3, $4, 'active', date_trunc('milliseconds', clock_timestamp()))`,
      [free.id, card, free.column("Ready"), doing],
    );
    await session.query(
      `UPDATE card SET column_id = $2, last_seq = 2, started_at = started_at,
         entered_column_at = (SELECT at FROM transition WHERE card_id = $1 AND seq = 2) WHERE id = $1`,
      [card, doing],
    );
    await session.query("COMMIT");
  };
  const outcomes = await Promise.allSettled([
    moveByHand(client, cards[0]?.id ?? ""),
    moveByHand(second, cards[1]?.id ?? ""),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(outcomes.find((outcome) => outcome.status === "rejected")?.reason).toMatchObject({ code: "SLW01" });
  await client.query("ROLLBACK");
  await second.end();
});
