import pg from "pg";

const tables =
  "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'";

// An enumeration with one value, a composite with one member: whoever takes them for ours fails.
const types = `
  SELECT t.typname AS name, t.typtype = 'e' AS is_enum FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
  WHERE t.typnamespace = 'public'::regnamespace AND (t.typtype = 'e' OR c.relkind = 'c')`;

const functions = `
  SELECT proname AS name, pg_get_function_arguments(oid) AS arguments, pg_get_function_result(oid) AS result
  FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'`;

let tableNames: string[] = [];

/**
 * A session in which every table of the product has an empty temporary twin, every type a wrong one, and a schema that
 * comes first in its search path holds twins of all tables, and of all functions, which raise an error. All lists come
 * from the catalogue.
 */
export async function openTwinSession(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const list = async (sql: string) => (await client.query(sql)).rows;
  tableNames = (await list(tables)).map((table) => table.name);
  const [typeList, functionList] = [await list(types), await list(functions)];
  await client.query("CREATE SCHEMA hiding");
  for (const { name, arguments: given, result } of functionList) {
    const body = `BEGIN RAISE EXCEPTION 'A twin of ${name} was believed.'; END`;
    await client.query(
      `CREATE FUNCTION hiding."${name}"(${given}) RETURNS ${result} LANGUAGE plpgsql AS $twin$${body}$twin$`,
    );
  }
  for (const name of tableNames) {
    await client.query(`CREATE TABLE hiding."${name}" (LIKE public."${name}")`);
    await client.query(`CREATE TEMP TABLE "${name}" (LIKE public."${name}")`);
  }
  for (const { name, is_enum } of typeList) {
    await client.query(`CREATE TYPE pg_temp."${name}" AS ${is_enum ? "ENUM ('twin')" : "(twin text)"}`);
  }
  await client.query("SET search_path = hiding, public");
  return client;
}

/** The statement with the product's tables named by their schema: twins would be what it is about otherwise. */
export function qualified(statement: string): string {
  return statement.replace(/\b(INTO|UPDATE|FROM|JOIN|TRUNCATE)\s+(\w+)/g, (text, keyword, name) =>
    tableNames.includes(name) ? `${keyword} public.${name}` : text,
  );
}

/** Rows that found their way into a twin, by table; empty when nobody wrote there. */
export async function readTwins(client: pg.Client): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of tableNames) {
    const { rows } = await client.query(
      `SELECT (SELECT count(*) FROM pg_temp."${name}") + (SELECT count(*) FROM hiding."${name}") AS count`,
    );
    if (rows[0].count !== "0") counts[name] = Number(rows[0].count);
  }
  return counts;
}
