import { beforeAll, expect, test } from "vitest";
import { findFunctionDifferences, readDefinedFunctions } from "@/lib/server/db/function-check";
import { migrate } from "@/lib/server/db/migrate";
import { readMigrations } from "@/lib/server/db/migration-files";
import { makeEmptyDatabase, withConnection } from "../../support/empty-database";
import { projectRoot } from "../../support/postgres";

// The functions in a database are those that the migrations define, each once. What is left over under a name of ours,
// with another signature, could be called in its place.

let url: string;
const migrations = readMigrations(projectRoot);

beforeAll(async () => {
  url = await makeEmptyDatabase();
  await migrate(projectRoot, url);
});

const find = () => withConnection(url, (client) => findFunctionDifferences(client, migrations));
const run = (sql: string) => withConnection(url, (client) => client.query(sql));

test("after the migrations every function is the last that they define, and there is no other", async () => {
  expect(await find()).toEqual([]);
  const { rows } = await run(
    "SELECT count(*)::int AS count FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
  );
  expect(rows[0].count).toBeGreaterThan(100);
  expect(readDefinedFunctions(migrations)).toHaveLength(rows[0].count);
});

test("a second one with one more parameter, a changed one and a missing one are each named", async () => {
  await run(`
    CREATE FUNCTION touch_gone(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
    CREATE FUNCTION guard_assignment(a int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT 1';
    CREATE OR REPLACE FUNCTION guard_activity() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
    ALTER FUNCTION run_command RENAME TO run_command_before`);
  const found = await find();
  expect(found).toContain("the function guard_assignment(integer) is not one of this release's");
  expect(found).toContainEqual(
    expect.stringMatching(/^the function run_command of \d+ parameters is missing$/),
  );
  expect(found.filter((words) => words.includes("touch_gone"))).toEqual([]);
});
