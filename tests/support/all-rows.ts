import pg from "pg";
import { leftOut, written } from "@/lib/server/archive/left-out";
import { listTables } from "@/lib/server/store/operation/catalogue";
import { withConnection } from "./empty-database";

/** Every row of every table that a backup holds, as text, by table; and where the sequences stand. */
export function readAllRows(url: string): Promise<Record<string, string[]>> {
  return withConnection(url, async (client) => {
    await client.query("SET timezone = 'UTC'; SET extra_float_digits = 3");
    const all: Record<string, string[]> = {};
    for (const { name, columns } of await listTables(client)) {
      if (Object.hasOwn(leftOut, name)) continue;
      const values = columns.map((column) => written[`${name}.${column}`] ?? pg.escapeIdentifier(column));
      const { rows } = await client.query<{ row: string }>(
        `SELECT ROW(${values.join(", ")})::text AS row FROM ${pg.escapeIdentifier(name)} ORDER BY 1`,
      );
      all[name] = rows.map(({ row }) => row);
    }
    const { rows } = await client.query<{ state: string }>(
      "SELECT format('%s %s', sequencename, last_value) AS state FROM pg_sequences WHERE schemaname = current_schema() ORDER BY 1",
    );
    all.sequences = rows.map(({ state }) => state);
    return all;
  });
}
