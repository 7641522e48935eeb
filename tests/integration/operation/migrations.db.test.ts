import { readFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { expect, test } from "vitest";
import { migrate } from "@/lib/server/db/migrate";
import type { Progress } from "@/lib/server/db/progress";
import { makeEmptyDatabase, withConnection } from "../../support/empty-database";
import { projectRoot } from "../../support/postgres";
import { deployByPrisma } from "../../support/schema-engine";
import { makeProject, migrationPath, writeInto } from "../../support/small-project";

// A database is brought forward whole or not at all, by one start at a time; and it is left alone where its record and the
// files disagree.

/** A project of these scripts alone. */
const projectOf = (scripts: Record<string, string>): string =>
  makeProject(Object.fromEntries(Object.entries(scripts).map(([name, sql]) => [migrationPath(name), sql])));

const addScript = (root: string, name: string, sql: string) =>
  writeInto(root, { [migrationPath(name)]: sql });

const first = "CREATE TABLE fruit (name text);\nINSERT INTO fruit VALUES ('apple');\n";

const readRows = (url: string, sql: string) =>
  withConnection(url, async (client) => (await client.query({ text: sql, rowMode: "array" })).rows.flat());

const recorded = "SELECT migration_name FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY 1";

test("Prisma's own command finds nothing left to do, and what it did is not done again", async () => {
  const url = await makeEmptyDatabase();
  await migrate(projectRoot, url);
  expect(await deployByPrisma(projectRoot, url)).toEqual([]);
});

test("a script that fails half way is undone with all others of the start, named with its line, and tried again", async () => {
  const url = await makeEmptyDatabase();
  const root = projectOf({ "1_fruit": first });
  await migrate(root, url);
  addScript(root, "1_nuts", "CREATE TABLE nuts (name text);");
  addScript(root, "2_more", "INSERT INTO fruit VALUES ('pear');\nSELECT nothing;\n");
  await expect(migrate(root, url)).rejects.toThrow(/2_more\/migration\.sql.*undone.*"nothing".*line 2/);
  expect(await readRows(url, "SELECT name FROM fruit")).toEqual(["apple"]);
  expect(await readRows(url, "SELECT to_regclass('nuts')::text")).toEqual([null]);
  expect(await readRows(url, recorded)).toEqual(["1_fruit"]);
  addScript(root, "2_more", "INSERT INTO fruit VALUES ('pear');");
  expect(await migrate(root, url)).toEqual(["1_nuts", "2_more"]);
  expect(await readRows(url, "SELECT name FROM fruit")).toEqual(["apple", "pear"]);
});

test("a start that loses its connection in the middle of a step leaves nothing of it", async () => {
  const url = await makeEmptyDatabase();
  const suicide = `${first}SELECT pg_terminate_backend(pg_backend_pid());`;
  await expect(migrate(projectOf({ "1_fruit": suicide }), url)).rejects.toThrow(/could not be applied/);
  expect(await readRows(url, "SELECT to_regclass('fruit')::text")).toEqual([null]);
  expect(await migrate(projectOf({ "1_fruit": first }), url)).toEqual(["1_fruit"]);
});

test("what was begun, and never recorded as ended, is begun again", async () => {
  const url = await makeEmptyDatabase();
  const root = projectOf({ "1_fruit": first });
  await migrate(root, url);
  await readRows(url, "UPDATE _prisma_migrations SET finished_at = NULL");
  await readRows(url, "DROP TABLE fruit");
  expect(await migrate(root, url)).toEqual(["1_fruit"]);
  expect(await readRows(url, recorded)).toEqual(["1_fruit"]);
});

test("no script ends its own transaction, and one that does is not recorded", async () => {
  const url = await makeEmptyDatabase();
  const root = projectOf({ "1_fruit": `${first}COMMIT;BEGIN;` });
  await expect(migrate(root, url)).rejects.toThrow(/ends its transaction/);
  expect(await readRows(url, recorded)).toEqual([]);
});

test("a file that was changed after it was applied is named, and nothing is touched", async () => {
  const url = await makeEmptyDatabase();
  const root = projectOf({ "1_fruit": first });
  await migrate(root, url);
  addScript(root, "1_fruit", `${first}-- a word more\n`);
  addScript(root, "2_more", "INSERT INTO fruit VALUES ('pear');");
  await expect(migrate(root, url)).rejects.toThrow(
    /prisma\/migrations\/1_fruit\/migration\.sql is not what was applied.*git checkout/,
  );
  expect(await readRows(url, "SELECT name FROM fruit")).toEqual(["apple"]);
  addScript(root, "1_fruit", first);
  expect(await migrate(root, url)).toEqual(["2_more"]);
});

test("line ends are no change, whoever wrote them first", async () => {
  const windows = first.replaceAll("\n", "\r\n");
  for (const [before, after] of [
    [first, windows],
    [windows, first],
  ] as const) {
    const url = await makeEmptyDatabase();
    const root = projectOf({ "1_fruit": before });
    await migrate(root, url);
    addScript(root, "1_fruit", after);
    expect(await migrate(root, url)).toEqual([]);
  }
  const pinned = readFileSync(join(projectRoot, ".gitattributes"), "utf8");
  expect(pinned).toContain("*.sql text eol=lf");
});

test("a database of a newer release is refused in words before anything is touched", async () => {
  const url = await makeEmptyDatabase();
  await migrate(projectOf({ "1_fruit": first, "3_later": "SELECT 1;" }), url);
  const older = projectOf({ "1_fruit": first, "2_more": "INSERT INTO fruit VALUES ('pear');" });
  await expect(migrate(older, url)).rejects.toThrow(/newer release.*3_later.*Nothing was changed/);
  expect(await readRows(url, "SELECT name FROM fruit")).toEqual(["apple"]);
  expect(await readRows(url, recorded)).toEqual(["1_fruit", "3_later"]);
});

test("a database from before the first release is refused in words, and left as it is", async () => {
  const url = await makeEmptyDatabase();
  const old = projectOf({ "20260101000000_tables": first, "20261127235500_arrival": "SELECT 1;" });
  await migrate(old, url);
  await expect(migrate(projectRoot, url)).rejects.toThrow(
    /before Sluice's first release.*Nothing was changed.*checkout that made it.*export each board.*SLUICE_DATA_DIR/,
  );
  expect(
    await readRows(url, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"),
  ).toEqual(["_prisma_migrations", "fruit"]);
  expect(await readRows(url, recorded)).toEqual(["20260101000000_tables", "20261127235500_arrival"]);
});

test("a schema with tables of something else is not moved into", async () => {
  const url = await makeEmptyDatabase();
  await readRows(url, "CREATE TABLE invoice (id int)");
  await expect(migrate(projectOf({ "1_fruit": first }), url)).rejects.toThrow(/holds tables \(invoice\)/);
  expect(await readRows(url, "SELECT to_regclass('fruit')::text")).toEqual([null]);
});

test("a user who may not make tables is told the command that lets them", async () => {
  const url = await makeEmptyDatabase();
  await readRows(url, "CREATE ROLE guest_of_tests LOGIN PASSWORD 'guest'").catch(() => {});
  const guest = new URL(url);
  guest.username = "guest_of_tests";
  guest.password = "guest";
  const root = projectOf({ "1_fruit": first });
  const refused = await migrate(root, guest.toString()).catch((error: Error) => error.message);
  const command = /ALTER DATABASE .*$/.exec(String(refused))?.[0];
  await readRows(url, command ?? "");
  expect(await migrate(root, guest.toString())).toEqual(["1_fruit"]);
});

test("a waiting start says who holds the lock and since when, and goes on when that one is gone", async () => {
  const url = await makeEmptyDatabase();
  const root = projectOf({ "1_fruit": first });
  await withConnection(url, async (holder: pg.Client) => {
    await holder.query("SET application_name = 'another-start'");
    await holder.query("SELECT pg_advisory_lock(7583024001)");
    const { rows } = await holder.query("SELECT pg_backend_pid() AS pid");
    const heard: Progress[] = [];
    const waiting = migrate(root, url, { onProgress: (progress) => heard.push(progress) });
    await expect.poll(() => heard.length).toBe(1);
    expect(heard[0]?.words).toMatch(
      new RegExp(
        `process ${rows[0].pid} of PostgreSQL, another-start from 127\\.0\\.0\\.1, connected since \\d{4}-`,
      ),
    );
    expect(await readRows(url, "SELECT to_regclass('fruit')::text")).toEqual([null]);
    const remedy = /SELECT pg_terminate_backend\(\d+\)/.exec(heard[0]?.words ?? "")?.[0];
    await readRows(url, remedy ?? "");
    expect(await waiting).toEqual(["1_fruit"]);
    expect(heard.at(-1)).toMatchObject({ step: 1, steps: 1, words: expect.stringContaining("step 1 of 1") });
  });
});

test("starts that come together take turns: each step is applied once", async () => {
  const url = await makeEmptyDatabase();
  const root = projectOf({ "1_fruit": first });
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(root, url)));
  expect(applied.flat()).toEqual(["1_fruit"]);
});
