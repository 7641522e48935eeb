import { readFileSync } from "node:fs";
import pg from "pg";

const migration = "prisma/migrations/20261127210000_installation/migration.sql";

/** Makes of an empty database one that a data folder knows for its own, without the rest of the schema. */
export async function prepareBare(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("CREATE TABLE IF NOT EXISTS _prisma_migrations ()");
    const { rows } = await client.query("SELECT to_regclass('installation') AS made");
    if (rows[0].made) return [];
    await client.query(readFileSync(migration, "utf8"));
    return ["installation"];
  } finally {
    await client.end();
  }
}
