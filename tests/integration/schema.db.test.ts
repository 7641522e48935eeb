import pg from "pg";
import { expect, test } from "vitest";
import { testDatabaseUrl } from "../support/database";
import { projectRoot } from "../support/postgres";
import { buildSchemaSql } from "../support/schema-engine";

const columnsOf = (schema: string) => `
  SELECT table_name, column_name, data_type, udt_name, is_nullable, column_default, datetime_precision
  FROM information_schema.columns WHERE table_schema = '${schema}' AND table_name <> '_prisma_migrations'
  ORDER BY table_name, column_name`;

// Prisma does not know in which order an index keeps text.
const indexesOf = (schema: string) => `
  SELECT tablename, indexname, replace(replace(indexdef, '${schema}.', ''), ' COLLATE "C"', '') AS definition
  FROM pg_indexes WHERE schemaname = '${schema}' AND tablename <> '_prisma_migrations' ORDER BY 1, 2`;

test("the migrations amount to the schema", async () => {
  const client = new pg.Client({ connectionString: testDatabaseUrl });
  await client.connect();
  const sql = (await buildSchemaSql(projectRoot, testDatabaseUrl)).replaceAll('"public"', '"wanted"');
  await client.query("CREATE SCHEMA wanted");
  await client.query("SET search_path TO wanted");
  await client.query(sql);

  const plain = (rows: Record<string, unknown>[]) =>
    rows.map((row) => JSON.stringify(row).replaceAll("wanted.", ""));
  const wantedColumns = plain((await client.query(columnsOf("wanted"))).rows);
  const columns = plain((await client.query(columnsOf("public"))).rows).map((row) =>
    row.replaceAll("public.", ""),
  );
  expect(columns).toEqual(wantedColumns);

  const wantedIndexes = plain((await client.query(indexesOf("wanted"))).rows);
  const indexes = plain((await client.query(indexesOf("public"))).rows).map((row) =>
    row.replaceAll("public.", ""),
  );
  expect(wantedIndexes.filter((index) => !indexes.includes(index))).toEqual([]);
  await client.end();
});
