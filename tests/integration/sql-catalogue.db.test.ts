import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { fixFunctionSettings } from "@/lib/server/db/fix-function-settings";
import { migrate } from "@/lib/server/db/migrate";
import { makeEmptyDatabase, withConnection } from "../support/empty-database";
import { projectRoot } from "../support/postgres";

// What a start makes of functions, triggers and views is what the files of prisma/sql say, and nothing else: a database
// from which all are taken, and in which the files alone are run, has the same ones again.

const folder = join(projectRoot, "prisma/sql");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
  path.endsWith(".sql"),
);

type Made = { kind: "TRIGGER" | "VIEW" | "ROUTINE"; name: string; definition: string };

const catalogue = `
  SELECT 'TRIGGER' AS kind, format('%I ON %s', tgname, tgrelid::regclass) AS name, pg_get_triggerdef(oid) AS definition
  FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL
  SELECT 'VIEW', format('%I', viewname), definition FROM pg_views WHERE schemaname = current_schema()
  UNION ALL
  SELECT 'ROUTINE', oid::regprocedure::text, pg_get_functiondef(oid)
  FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
  ORDER BY kind DESC, name`;

let url: string;

beforeAll(async () => {
  url = await makeEmptyDatabase();
  await migrate(projectRoot, url);
});

test("functions, triggers and views are those of the files: none differs, none is without one, none is missing", async () => {
  await withConnection(url, async (client) => {
    const list = async () => (await client.query<Made>(catalogue)).rows;
    const migrated = await list();
    expect(migrated.filter(({ kind }) => kind === "ROUTINE").length).toBeGreaterThan(140);
    expect(migrated.filter(({ kind }) => kind === "TRIGGER").length).toBeGreaterThan(70);

    await client.query("BEGIN");
    for (const { kind, name } of migrated) await client.query(`DROP ${kind} ${name}`);
    await client.query("SET LOCAL check_function_bodies = off");
    for (const path of files.sort()) await client.query(readFileSync(join(folder, path), "utf8"));
    await fixFunctionSettings(client);
    const made = await list();
    await client.query("ROLLBACK");

    expect(made.map(({ kind, name }) => `${kind} ${name}`)).toEqual(
      migrated.map(({ kind, name }) => `${kind} ${name}`),
    );
    expect(made).toEqual(migrated);
  });
});

test("one that is changed, added or taken away by hand is seen", async () => {
  await withConnection(url, async (client) => {
    const list = async () =>
      (await client.query<Made>(catalogue)).rows.map(({ name, definition }) => name + definition);
    const migrated = await list();
    const by = async (sql: string) => {
      await client.query("BEGIN");
      await client.query(sql);
      const found = await list();
      await client.query("ROLLBACK");
      return found;
    };
    expect(await by("CREATE VIEW cards_by_hand AS SELECT id FROM card")).toHaveLength(migrated.length + 1);
    expect(await by("DROP TRIGGER transition_continues ON transition")).toHaveLength(migrated.length - 1);
    expect(
      await by(
        "CREATE OR REPLACE FUNCTION nobody() RETURNS uuid LANGUAGE sql IMMUTABLE AS 'SELECT NULL::uuid'",
      ),
    ).not.toEqual(migrated);
  });
});
