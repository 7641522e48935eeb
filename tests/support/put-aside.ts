import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { closeDb } from "@/lib/server/db/client";
import { testDatabaseUrl } from "./database";
import { databaseUrl } from "./postgres";

const aside: string[] = [];

async function onServer(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: inject("testServerUrl") });
  await client.connect();
  try {
    for (const sql of statements) await client.query(sql);
  } finally {
    await client.end();
  }
}

/**
 * Gives the database of this test file another name, and puts one without anything in its place, so that the product under
 * test finds the second one at the address of the first. `settings`: such as an owner or a locale. Returns the address of
 * the first, which is gone after the tests.
 */
export async function putDatabaseAside(settings = ""): Promise<string> {
  await closeDb();
  const name = new URL(testDatabaseUrl).pathname.slice(1);
  const other = `${name}_${randomBytes(3).toString("hex")}`;
  aside.push(other);
  await onServer(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`,
    `ALTER DATABASE ${name} RENAME TO ${other}`,
    `CREATE DATABASE ${name} TEMPLATE template0 ${settings}`,
  );
  return databaseUrl(inject("testServerUrl"), other);
}

/** A folder that is gone after the tests. */
export function makeTestFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "sluice-backup-"));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

afterAll(async () => {
  for (const name of aside) await onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
});
