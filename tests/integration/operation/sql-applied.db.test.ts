import { rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { migrate } from "@/lib/server/db/migrate";
import { readMigrations } from "@/lib/server/db/migration-files";
import { findSqlDifferences } from "@/lib/server/db/sql-check";
import { listSqlObjects } from "@/lib/server/db/sql-objects";
import { makeEmptyDatabase, withConnection } from "../../support/empty-database";
import { projectRoot } from "../../support/postgres";
import { deployByPrisma } from "../../support/schema-engine";
import { makeProject, migrationPath, writeInto } from "../../support/small-project";

// The functions, triggers and views in a database are those of prisma/sql, applied whole whenever the files have changed.

const run = (url: string, sql: string) => withConnection(url, (client) => client.query(sql));

async function listNames(url: string): Promise<string[]> {
  return (await withConnection(url, listSqlObjects)).map(({ kind, name }) => `${kind} ${name}`);
}

describe("the product's own", () => {
  let url: string;
  const find = () => withConnection(url, (client) => findSqlDifferences(client, projectRoot));

  beforeAll(async () => {
    url = await makeEmptyDatabase();
    await migrate(projectRoot, url);
  });

  test("after a start each is as it was made, and there is no other", async () => {
    expect(await find()).toEqual([]);
    const { rows } = await run(url, "SELECT jsonb_array_length(objects) AS count FROM applied_sql");
    expect(rows[0].count).toBeGreaterThan(200);
    expect(await listNames(url)).toHaveLength(rows[0].count);
  });

  test("another of the same name, a changed one, a missing one and a trigger that is off are each named", async () => {
    await run(
      url,
      `CREATE FUNCTION touch_gone(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';
      CREATE FUNCTION guard_assignment(a int DEFAULT 1) RETURNS int LANGUAGE sql AS 'SELECT 1';
      CREATE OR REPLACE FUNCTION guard_activity() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
      ALTER FUNCTION run_command RENAME TO run_command_before;
      ALTER TABLE transition DISABLE TRIGGER transition_continues;
      DROP TRIGGER activity_append_only ON activity`,
    );
    const found = await find();
    expect(found).toContain("the function guard_assignment(integer) is not one of this release's");
    expect(found).toContain("the function guard_activity() is not as this release defines it");
    expect(found).toContain(
      "the trigger transition_continues ON transition is not as this release defines it",
    );
    expect(found).toContain("the trigger activity_append_only ON activity is missing");
    expect(found).toContainEqual(expect.stringMatching(/^the function run_command\(.*\) is missing$/));
    expect(found.filter((one) => one.includes("touch_gone"))).toEqual([]);
  });
});

test("what Prisma's own command has made of an empty database, a start makes whole", async () => {
  const url = await makeEmptyDatabase();
  expect(await deployByPrisma(projectRoot, url)).toHaveLength(readMigrations(projectRoot).length);
  expect(await migrate(projectRoot, url)).toEqual([]);
  expect(await withConnection(url, (client) => findSqlDifferences(client, projectRoot))).toEqual([]);
});

describe("when the files change", () => {
  const path = "prisma/sql/greeting.sql";
  const table = "CREATE TABLE guest (name text);";
  const trigger = `CREATE FUNCTION greet() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.name := word(); RETURN NEW; END';
    CREATE TRIGGER guest_greeted BEFORE INSERT ON guest FOR EACH ROW EXECUTE FUNCTION greet();`;
  const word = (text: string) =>
    `CREATE FUNCTION word() RETURNS text LANGUAGE sql AS $$ SELECT '${text}' $$;`;
  const view = "CREATE VIEW greeted AS SELECT name, word() AS word FROM guest;";

  const makeGreeting = () => {
    const [first] = readMigrations(projectRoot);
    return makeProject({
      [migrationPath(first?.name ?? "")]: first?.sql ?? "",
      [migrationPath("20991231000000_guest")]: table,
      [path]: trigger,
      "prisma/sql/words/word.sql": word("hello"),
      "prisma/sql/words/words.sql": "",
    });
  };

  async function greet(url: string): Promise<string> {
    const { rows } = await run(url, "INSERT INTO guest VALUES ('Ann') RETURNING name");
    return rows[0].name;
  }

  test("a start applies them, drops what is no more, and leaves alone what is somebody else's", async () => {
    const url = await makeEmptyDatabase();
    const root = makeGreeting();
    await migrate(root, url);
    expect(await greet(url)).toBe("hello");
    await run(url, "CREATE FUNCTION theirs() RETURNS int LANGUAGE sql AS 'SELECT 1'");

    writeInto(root, { "prisma/sql/words/word.sql": word("welcome"), "prisma/sql/words/words.sql": view });
    rmSync(join(root, path));
    expect(await migrate(root, url)).toEqual([]);
    expect(await greet(url)).toBe("Ann");
    expect((await run(url, "SELECT word FROM greeted LIMIT 1")).rows).toEqual([{ word: "welcome" }]);
    expect((await listNames(url)).sort()).toEqual(["ROUTINE theirs()", "ROUTINE word()", "VIEW greeted"]);
  });

  test("they are dropped whatever order they are recorded in, which need not be that of what hangs on what", async () => {
    const url = await makeEmptyDatabase();
    const root = makeGreeting();
    writeInto(root, { "prisma/sql/words/words.sql": view });
    await migrate(root, url);
    await run(
      url,
      `UPDATE applied_sql SET checksum = '',
        objects = (SELECT jsonb_agg(o ORDER BY position DESC) FROM jsonb_array_elements(objects) WITH ORDINALITY l(o, position))`,
    );
    await migrate(root, url);
    expect(await greet(url)).toBe("hello");
  });

  test("unchanged ones are not applied again, and line ends are no change", async () => {
    const url = await makeEmptyDatabase();
    const root = makeGreeting();
    await migrate(root, url);
    const applied = async () => (await run(url, "SELECT applied_at::text AS at FROM applied_sql")).rows[0].at;
    const before = await applied();
    writeInto(root, { [path]: trigger.replaceAll("\n", "\r\n") });
    await migrate(root, url);
    expect(await applied()).toBe(before);
  });

  test.each([
    [
      "a fault of grammar",
      "CREATE FUNCTION word() RETURNS text\nLANGUAGE sql AS nothing;",
      /words\/word\.sql could not.*line 2/,
    ],
    [
      "a body that names what is not there",
      "CREATE FUNCTION word() RETURNS text LANGUAGE sql AS 'SELECT gone()';",
      /word\(\).*gone\(\) does not exist/,
    ],
    ["the same function twice", `${word("a")}${word("b")}`, /word\.sql could not.*already exists/],
  ])("%s is named, and what was there before stays", async (_, sql, words) => {
    const url = await makeEmptyDatabase();
    const root = makeGreeting();
    await migrate(root, url);
    const before = await listNames(url);
    writeInto(root, {
      "prisma/sql/words/word.sql": sql,
      [migrationPath("20991231000001_more")]: "CREATE TABLE more (name text);",
    });
    await expect(migrate(root, url)).rejects.toThrow(words);
    expect(await listNames(url)).toEqual(before);
    expect(await greet(url)).toBe("hello");
    expect((await run(url, "SELECT to_regclass('more') AS made")).rows).toEqual([{ made: null }]);
  });

  test("somebody else's view that hangs on a function of ours stops the update, and is named", async () => {
    const url = await makeEmptyDatabase();
    const root = makeGreeting();
    await migrate(root, url);
    await run(url, "CREATE VIEW theirs AS SELECT word()");
    writeInto(root, { "prisma/sql/words/word.sql": word("welcome") });
    await expect(migrate(root, url)).rejects.toThrow(
      /view theirs depends on function word\(\).*Nothing was changed/,
    );
    expect(await greet(url)).toBe("hello");
    await run(url, "DROP VIEW theirs");
    await migrate(root, url);
    expect(await greet(url)).toBe("welcome");
  });

  test("a migration meets neither functions nor triggers", async () => {
    const url = await makeEmptyDatabase();
    const root = makeGreeting();
    await migrate(root, url);
    writeInto(root, { [migrationPath("20991231000001_more")]: "INSERT INTO guest VALUES ('Bea');" });
    await migrate(root, url);
    expect((await run(url, "SELECT name FROM guest")).rows).toEqual([{ name: "Bea" }]);
    expect(await greet(url)).toBe("hello");
  });
});
