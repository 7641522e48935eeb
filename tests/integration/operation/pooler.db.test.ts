import "../../support/database";
import type { PoolClient } from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { closeDb, getPool } from "@/lib/server/db/client";
import { prepareDatabase } from "@/lib/server/db/prepare-database";
import { db, inTransaction } from "@/lib/server/db/transaction";
import { ChangeListener } from "@/lib/server/realtime/change-listener";
import { moveCards } from "@/lib/server/store/board/cards";
import { buildBoard, buildCard } from "../../support/boards";
import { callRoute, openRoute } from "../../support/call-route";
import { testDatabaseUrl } from "../../support/database";
import { withConnection } from "../../support/empty-database";
import { startPgbouncer, withoutPgbouncer } from "../../support/pgbouncer";
import { projectRoot } from "../../support/postgres";

// Through a pooler that lends a connection for each transaction nothing of a session is left; what needs one takes the
// direct address. Every other test can be run through it, too: TEST_THROUGH_POOLER=1.

type Pooler = Awaited<ReturnType<typeof startPgbouncer>>;

describe.skipIf(withoutPgbouncer)(`through PgBouncer (${withoutPgbouncer ?? "installed"})`, () => {
  let lending: Pooler;
  let keeping: Pooler;

  beforeAll(async () => {
    lending = await startPgbouncer("transaction", testDatabaseUrl);
    keeping = await startPgbouncer("session", testDatabaseUrl);
    process.env.DATABASE_URL = lending.url;
    process.env.DATABASE_DIRECT_URL = testDatabaseUrl;
  });
  afterAll(async () => {
    await closeDb();
    await lending.stop();
    await keeping.stop();
  });

  test("a start through it alone stops in words that name the remedy, and leaves no lock behind", async () => {
    await expect(prepareDatabase(projectRoot, { url: lending.url })).rejects.toThrow(/DATABASE_DIRECT_URL/);
    const straight = await prepareDatabase(projectRoot, { url: testDatabaseUrl });
    expect(straight).toEqual({ migrated: [], warnings: [] });
  });

  test("a start with a direct address beside it, or through one that keeps sessions, is ready", async () => {
    const both = { url: lending.url, directUrl: testDatabaseUrl };
    const { warnings } = await prepareDatabase(projectRoot, both);
    expect(warnings).toEqual([expect.stringContaining("statement_timeout = '60s'")]);
    const remedy = /ALTER ROLE .*$/.exec(warnings[0] ?? "")?.[0] ?? "";
    await withConnection(testDatabaseUrl, (client) => client.query(remedy));
    await lending.stop();
    lending = await startPgbouncer("transaction", testDatabaseUrl);
    process.env.DATABASE_URL = lending.url;
    const ready = { migrated: [], warnings: [] };
    expect(await prepareDatabase(projectRoot, { url: lending.url, directUrl: testDatabaseUrl })).toEqual(
      ready,
    );
    expect(await prepareDatabase(projectRoot, { url: keeping.url })).toEqual(ready);
    expect(await prepareDatabase(projectRoot, { url: lending.url, directUrl: keeping.url })).toEqual(ready);
    const reset = remedy.replace(/ SET .*$/, " RESET ALL");
    await withConnection(testDatabaseUrl, (client) => client.query(reset));
    await lending.stop();
    lending = await startPgbouncer("transaction", testDatabaseUrl);
    process.env.DATABASE_URL = lending.url;
  });

  test("addresses of different databases are told apart before anything is touched", async () => {
    const other = new URL(testDatabaseUrl);
    other.pathname = "/postgres";
    await expect(
      prepareDatabase(projectRoot, { url: lending.url, directUrl: other.toString() }),
    ).rejects.toThrow(/lead to different databases/);
  });

  test("many at once make, move and read cards, once per key; a limit holds", async () => {
    const board = await buildBoard([
      { name: "Ready", kind: "queue" },
      { name: "Doing", kind: "active", limit: { max: 5 } },
      { name: "Done", kind: "done" },
    ]);
    const cards = await Promise.all(
      Array.from({ length: 20 }, () => buildCard(board, board.member, board.column("Ready"))),
    );
    const move = (id: string, key: string) =>
      callRoute("post /cards/{id}/move", board.member, {
        params: { id },
        body: { columnId: board.column("Doing") },
        headers: { "Idempotency-Key": key },
      });
    const answers = await Promise.all(cards.flatMap(({ id }) => [move(id, id), move(id, id)]));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(10);
    expect(statuses.filter((status) => status === 409)).toHaveLength(30);
    const log = await callRoute("get /boards/{id}/activity", board.member, { params: { id: board.id } });
    expect(log.status).toBe(200);
    const csv = await openRoute("get /boards/{id}/transitions.csv", board.member, {
      params: { id: board.id },
    });
    expect((await csv.text()).trim().split("\n")).toHaveLength(1 + 20 + 5);
  });

  test("a move is one round trip", async () => {
    const board = await buildBoard();
    const card = await buildCard(board, board.member, board.column("Ready"));
    let trips = 0;
    const count = (client: PoolClient) => void client.on("drain", () => trips++);
    getPool().on("acquire", count);
    await moveCards(board.member.userId, card.id, [card.id], { columnId: board.column("Doing") });
    getPool().off("acquire", count);
    expect(trips).toBe(1);
  });

  test("each transaction carries what it relies on, and leaves nothing to the next borrower", async () => {
    const settings = "SELECT current_setting('lock_timeout') AS lock, current_setting('search_path') AS path";
    const inside = await inTransaction(() => db().$queryRawUnsafe(settings));
    expect(inside).toEqual([{ lock: "4s", path: "public, pg_temp" }]);
    const after = await Promise.all(Array.from({ length: 12 }, () => getPool().query(settings)));
    for (const { rows } of after) expect(rows).toEqual([{ lock: "0", path: '"$user", public' }]);
  });

  test("whoever waits in a full pooler's line does not take the database for silent", async () => {
    const slow = "SELECT 1 AS one FROM pg_sleep(3)";
    const answers = await Promise.all(Array.from({ length: 7 }, () => getPool().query(slow)));
    expect(answers.map(({ rows }) => rows)).toEqual(answers.map(() => [{ one: 1 }]));
  });

  test("through one that keeps sessions alone, a slow statement is left alone", async () => {
    const { DATABASE_URL, DATABASE_DIRECT_URL } = process.env;
    await closeDb();
    process.env.DATABASE_URL = keeping.url;
    delete process.env.DATABASE_DIRECT_URL;
    vi.resetModules();
    const fresh = await import("@/lib/server/db/client");
    const { rows } = await fresh.getPool().query("SELECT 1 AS one FROM pg_sleep(3)");
    expect(rows).toEqual([{ one: 1 }]);
    await fresh.closeDb();
    Object.assign(process.env, { DATABASE_URL, DATABASE_DIRECT_URL });
  });

  test("what is announced through it is heard by the direct way", async () => {
    const heard: string[] = [];
    const listener = new ChangeListener(testDatabaseUrl, {
      onVersion: (boardId, version) => heard.push(`${boardId} ${version}`),
      onAccess: () => {},
      onHearing: () => {},
      onDeaf: () => {},
    });
    await listener.start();
    await getPool().query("SELECT pg_notify('sluice_board', E'somebody\\nboard 7')");
    await expect.poll(() => heard).toEqual(["board 7"]);
    await listener.stop();
  });
});
