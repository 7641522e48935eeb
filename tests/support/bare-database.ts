import pg from "pg";
import { readMigrations } from "@/lib/server/db/migration-files";
import { projectRoot } from "./postgres";

/** What the first migration says of the one table that a start reads. */
function installationSql(): string {
  const [migration] = readMigrations(projectRoot);
  const [table] =
    /^CREATE TABLE installation [^;]*;\n^INSERT INTO installation [^;]*;/m.exec(migration?.sql ?? "") ?? [];
  if (!table) throw new Error("The first migration makes no table of installations.");
  return table;
}

/** Makes of an empty database one that a data folder knows for its own, without the rest of the schema. */
export async function prepareBare(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("CREATE TABLE IF NOT EXISTS _prisma_migrations ()");
    const { rows } = await client.query("SELECT to_regclass('installation') AS made");
    if (rows[0].made) return [];
    await client.query(installationSql());
    return ["installation"];
  } finally {
    await client.end();
  }
}
