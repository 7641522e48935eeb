import "../../support/database";
import { execFileSync } from "node:child_process";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { closeDb, getDb, getPool } from "@/lib/server/db/client";
import { classifyOutage } from "@/lib/server/db/outage";
import { db, inOneStatement, inTransaction } from "@/lib/server/db/transaction";
import { testDatabaseUrl } from "../../support/database";
import { withConnection } from "../../support/empty-database";
import { Line } from "../../support/line";

// Nobody waits for an answer that will never come: from a database that says nothing, on a connection that has died without
// a word, or from one of its processes that has stopped. What is merely slow goes on.

const maxMs = 5_000;
let line: Line;
const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);

beforeAll(async () => {
  process.on("unhandledRejection", note);
  process.on("uncaughtException", note);
  line = new Line(new URL(testDatabaseUrl));
  process.env.DATABASE_URL = await line.open();
});

afterAll(async () => {
  await closeDb();
  line.close();
  process.off("unhandledRejection", note);
  process.off("uncaughtException", note);
  expect(unhandled).toEqual([]);
});

/** All that one does with a database. */
const doors: Record<string, () => Promise<unknown>> = {
  "a read": () => getPool().query("SELECT 1"),
  "a named statement": () => getPool().query({ name: "one", text: "SELECT 1" }),
  "a read through Prisma": () => getDb().board.count(),
  "a command": () => inOneStatement(() => db().$queryRaw`SELECT 1`, { isOfOneCard: true }),
  "a transaction": () => inTransaction(() => db().$queryRaw`SELECT 1`),
};
const all = (end: string) => Object.fromEntries(Object.keys(doors).map((name) => [name, end]));

/** How each ended, and that none took too long. */
async function tryAll(): Promise<Record<string, string>> {
  const begunAt = performance.now();
  const ends: Record<string, string> = {};
  await Promise.all(
    Object.entries(doors).map(async ([name, work]) => {
      ends[name] = await work().then(
        () => "answered",
        (error: unknown) => classifyOutage(error) ?? String(error),
      );
      const tookMs = performance.now() - begunAt;
      if (tookMs > maxMs) ends[name] += ` after ${Math.round(tookMs)} ms`;
    }),
  );
  return ends;
}

beforeEach(async () => {
  line.set("open");
  await expect.poll(tryAll, { timeout: 15_000 }).toEqual(all("answered"));
});

test("a database that takes connections and says nothing", async () => {
  line.set("silent");
  expect(await tryAll()).toEqual(all("outage"));
});

test("a database that goes silent under open connections", async () => {
  line.deaden({ newOnes: true });
  expect(await tryAll()).toEqual(all("outage"));
  const begunAt = performance.now();
  expect(await tryAll()).toEqual(all("outage"));
  expect(performance.now() - begunAt).toBeLessThan(1_000);
});

test("connections that have died while new ones work are given up", async () => {
  line.deaden();
  const ends = Object.values(await tryAll());
  expect(ends.every((end) => end === "answered" || end === "outage")).toBe(true);
  expect(ends).toContain("outage");
  await expect.poll(tryAll).toEqual(all("answered"));
});

test("what is slow is left alone: a statement, a transaction between its statements; a lock is waited for in time", async () => {
  const sleep = (seconds: number) =>
    withConnection(testDatabaseUrl, (client) => client.query(`SELECT pg_sleep(${seconds})`));
  const slow = getPool().query("SELECT 1 AS one FROM pg_sleep(4)");
  const quiet = inTransaction(async () => {
    await sleep(3);
    return db().$queryRaw`SELECT 1 AS one`;
  });
  const locked = withConnection(testDatabaseUrl, async (client) => {
    await client.query("CREATE TABLE held (id int); INSERT INTO held VALUES (1)");
    await client.query("BEGIN; UPDATE held SET id = 2");
    const begunAt = performance.now();
    const refused = await inOneStatement(() => db().$executeRaw`UPDATE held SET id = 3`, {
      isOfOneCard: true,
    }).catch((error) => error.code);
    return [refused, performance.now() - begunAt < maxMs];
  });
  expect((await slow).rows).toEqual([{ one: 1 }]);
  expect(await quiet).toEqual([{ one: 1 }]);
  expect(await locked).toEqual(["busy", true]);
});

test("a command on many cards is left alone; one on a single card that is given up ends in the database, too", async () => {
  const many = inOneStatement(() => db().$queryRaw`SELECT 1 AS one FROM pg_sleep(5.5)`, {
    isOfOneCard: false,
  });
  const single = inOneStatement(() => db().$queryRaw`SELECT 2 AS two FROM pg_sleep(30)`, {
    isOfOneCard: true,
  });
  expect(await single.catch(classifyOutage)).toBe("outage");
  expect(await many).toEqual([{ one: 1 }]);
  const working = () =>
    withConnection(testDatabaseUrl, async (client) => {
      const { rows } = await client.query(
        "SELECT count(*)::int AS count FROM pg_stat_activity WHERE query LIKE 'SELECT 2 AS two%' AND state = 'active'",
      );
      return rows[0].count as number;
    });
  await expect.poll(working, { timeout: 4_000 }).toBe(0);
});

const signal = (pid: number, name: "STOP" | "CONT") => execFileSync("kill", [`-${name}`, String(pid)]);

test("a process of the server that has stopped is not waited for", async () => {
  const pids = await withConnection(testDatabaseUrl, async (client) => {
    const { rows } = await client.query(
      "SELECT pid FROM pg_stat_activity WHERE application_name = 'sluice' AND datname = current_database()",
    );
    return rows.map(({ pid }) => pid as number);
  });
  expect(pids.length).toBeGreaterThan(0);
  for (const pid of pids) signal(pid, "STOP");
  try {
    const ends = Object.values(await tryAll());
    expect(ends.every((end) => end === "answered" || end === "outage")).toBe(true);
    expect(ends).toContain("outage");
    await expect.poll(tryAll).toEqual(all("answered"));
  } finally {
    for (const pid of pids) signal(pid, "CONT");
  }
});
