import { beforeAll, expect, test } from "vitest";
import { fixFunctionSettings } from "@/lib/server/db/fix-function-settings";
import { migrate } from "@/lib/server/db/migrate";
import { readSqlFiles } from "@/lib/server/db/sql-files";
import { listSqlObjects } from "@/lib/server/db/sql-objects";
import { makeEmptyDatabase, withConnection } from "../support/empty-database";
import { projectRoot } from "../support/postgres";

// What a start makes of functions, triggers and views is what the files of prisma/sql say, and nothing else: a database
// from which all are taken, and in which the files alone are run, has the same ones again.

let url: string;

beforeAll(async () => {
  url = await makeEmptyDatabase();
  await migrate(projectRoot, url);
});

test("functions, triggers and views are those of the files: none differs, none is without one, none is missing", async () => {
  await withConnection(url, async (client) => {
    const migrated = await listSqlObjects(client);
    expect(migrated.filter(({ kind }) => kind === "ROUTINE").length).toBeGreaterThan(140);
    expect(migrated.filter(({ kind }) => kind === "TRIGGER").length).toBeGreaterThan(70);

    await client.query("BEGIN");
    for (const { kind, name } of [...migrated].reverse()) await client.query(`DROP ${kind} ${name}`);
    await client.query("SET LOCAL check_function_bodies = off");
    for (const { sql } of readSqlFiles(projectRoot)) await client.query(sql);
    await fixFunctionSettings(client);
    const made = await listSqlObjects(client);
    await client.query("ROLLBACK");

    expect(made).toEqual(migrated);
  });
});
