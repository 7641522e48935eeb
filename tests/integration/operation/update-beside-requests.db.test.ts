import "../../support/database";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { getPool } from "@/lib/server/db/client";
import { migrate } from "@/lib/server/db/migrate";
import type { Progress } from "@/lib/server/db/progress";
import { buildBoard, buildCard, type TestBoard } from "../../support/boards";
import { callRoute } from "../../support/call-route";
import { testDatabaseUrl } from "../../support/database";
import { withConnection } from "../../support/empty-database";
import { projectRoot } from "../../support/postgres";
import { expectSoundDatabase } from "../../support/verified";

// A start that makes all functions and triggers anew has the tables to itself, while other servers, and backups, go on.

let board: TestBoard;

beforeAll(async () => {
  board = await buildBoard();
});

beforeEach(async () => {
  await getPool().query("UPDATE applied_sql SET checksum = 'of other files'");
});

afterAll(expectSoundDatabase);

const start = (heard: Progress[] = [], signal?: AbortSignal) =>
  migrate(projectRoot, testDatabaseUrl, { onProgress: (progress) => heard.push(progress), signal });

async function isApplied(): Promise<boolean> {
  const { rows } = await getPool().query("SELECT checksum <> 'of other files' AS is FROM applied_sql");
  return rows[0].is;
}

test("it says who reads the tables, lets requests go on, and is done when that has ended", async () => {
  await withConnection(testDatabaseUrl, async (backup) => {
    await backup.query("SET application_name = 'a-backup'");
    await backup.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const { rows } = await backup.query("SELECT pg_backend_pid() AS pid, count(*) FROM card");
    const heard: Progress[] = [];
    const given = new AbortController();
    const starting = start(heard, given.signal);
    await expect.poll(() => heard.length, { timeout: 10_000 }).toBe(1);
    expect(heard[0]?.words).toMatch(
      new RegExp(
        `process ${rows[0].pid} of PostgreSQL, a-backup from .*pg_terminate_backend\\(${rows[0].pid}\\)`,
      ),
    );
    await buildCard(board, board.member, board.column("Ready"));
    given.abort(new Error("Stopped."));
    await expect(starting).rejects.toThrow("Stopped.");
    expect(await isApplied()).toBe(false);

    const again = start(heard);
    await expect.poll(() => heard.length, { timeout: 10_000 }).toBe(2);
    await backup.query("COMMIT");
    await again;
  });
  expect(await isApplied()).toBe(true);
});

test("it gives way to a transaction that goes on to what it has taken already", async () => {
  await withConnection(testDatabaseUrl, async (command) => {
    await command.query("BEGIN; SELECT FROM transition");
    const starting = start();
    const waitsForIt = "SELECT FROM pg_locks WHERE NOT granted AND relation = 'transition'::regclass";
    while ((await command.query(waitsForIt)).rowCount === 0);
    await command.query("SELECT lock_board($1)", [board.id]);
    await command.query("UPDATE board SET name = 'Renamed' WHERE id = $1", [board.id]);
    await command.query("COMMIT");
    await starting;
  });
  expect(await isApplied()).toBe(true);
  const { rows } = await getPool().query("SELECT name FROM board WHERE id = $1", [board.id]);
  expect(rows).toEqual([{ name: "Renamed" }]);
});

test("commands that come all the while are done, or told to come again, and none is lost", async () => {
  const countCards = async () => (await getPool().query("SELECT count(*)::int AS n FROM card")).rows[0].n;
  const before = await countCards();
  let isOver = false;
  const starting = start().finally(() => {
    isOver = true;
  });
  const create = () =>
    callRoute("post /boards/{id}/cards", board.member, {
      params: { id: board.id },
      body: { columnId: board.column("Ready"), title: "Card" },
    });
  const createAllTheWhile = async (): Promise<number[]> => {
    const statuses: number[] = [];
    while (!isOver) statuses.push((await create()).status);
    return statuses;
  };
  const statuses = (await Promise.all([1, 2, 3].map(createAllTheWhile))).flat();
  await starting;
  expect(await isApplied()).toBe(true);
  expect(statuses.filter((status) => status !== 201 && status !== 503)).toEqual([]);
  expect(await countCards()).toBe(before + statuses.filter((status) => status === 201).length);
  expect((await create()).status).toBe(201);
});
