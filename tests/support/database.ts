import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { closeDb } from "@/lib/server/db/client";
import { templateDatabase } from "./database-global-setup";
import { startPgbouncer } from "./pgbouncer";
import { databaseUrl } from "./postgres";

// Imported first by every integration test: gives the file a database of its own before the client is opened.
const serverUrl = inject("testServerUrl");
const database = `sluice_test_${randomBytes(6).toString("hex")}`;

async function onServer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock(1)");
    await client.query(sql);
  } finally {
    await client.end();
  }
}

await onServer(`CREATE DATABASE ${database} TEMPLATE ${templateDatabase}`);

/** Address of this test file's own database. */
export const testDatabaseUrl = databaseUrl(serverUrl, database);

// TEST_THROUGH_POOLER=1 tries whatever a file tests through a PgBouncer that lends a connection for each transaction.
const pooler = process.env.TEST_THROUGH_POOLER ? await startPgbouncer("transaction", testDatabaseUrl) : null;
if (pooler) process.env.DATABASE_DIRECT_URL = testDatabaseUrl;

process.env.DATABASE_URL = pooler?.url ?? testDatabaseUrl;
process.env.NEXTAUTH_SECRET = "only-for-tests-only-for-tests-only-for-tests";
process.env.LOG_LEVEL = "silent";

afterAll(async () => {
  await closeDb();
  await pooler?.stop();
  await onServer(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`);
});
