import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getPool } from "@/lib/server/db/client";
import { migrate } from "@/lib/server/db/migrate";
import { testDatabaseUrl } from "../support/database";
import { projectRoot } from "../support/postgres";

// Every function looks up names in the product's schema, temporary tables last. The exceptions are IMMUTABLE functions
// in SQL, which read no table and become part of the query that calls them, and `run_command`, which takes that path
// itself once it is called.

const client = new pg.Client({ connectionString: testDatabaseUrl });

beforeAll(() => client.connect());
afterAll(() => client.end());

const functions = `
  SELECT p.oid::regprocedure::text AS signature, pg_get_functiondef(p.oid) AS definition,
    coalesce(p.proconfig, '{}') AS settings, l.lanname = 'sql' AND p.provolatile = 'i' AS is_formula
  FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
  WHERE p.pronamespace = 'public'::regnamespace AND p.prokind IN ('f', 'p')`;

async function findLooseFunctions(): Promise<string[]> {
  const { rows } = await client.query(`SELECT signature FROM (${functions}) f
    WHERE NOT is_formula AND NOT settings @> CASE WHEN signature LIKE 'run_command(%'
      THEN ARRAY['search_path=pg_catalog, pg_temp']
      ELSE ARRAY['search_path=public, pg_temp'] END`);
  return rows.map((row) => row.signature);
}

test("every function fixes its search path, temporary tables last", async () => {
  const { rows } = await client.query(functions);
  expect(rows.length).toBeGreaterThan(100);
  expect(await findLooseFunctions()).toEqual([]);
});

/** Of these functions in SQL, those whose body reads a table: a body that is parsed when it is made says so. */
async function findReaders(definitions: string[]): Promise<string[]> {
  await client.query("BEGIN");
  for (const definition of definitions) {
    const [head, body] = definition.split(/AS \$function\$/);
    await client.query(`${head} BEGIN ATOMIC ${body?.replace(/\$function\$\s*$/, "")}; END`);
  }
  const { rows } = await client.query(
    "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosqlbody::text ~ ':relid [1-9]'",
  );
  await client.query("ROLLBACK");
  return rows.map((row) => row.proname);
}

test("formulas read no table", async () => {
  const { rows } = await client.query(`SELECT signature, definition, is_formula FROM (${functions}) f`);
  const formulas = rows.filter((row) => row.is_formula);
  expect(formulas.length).toBeGreaterThan(10);
  const reader = rows.filter((row) => row.signature === "commitment_position(board)");
  expect(await findReaders([...formulas, ...reader].map((row) => row.definition))).toEqual([
    "commitment_position",
  ]);
});

test("a function that is replaced loses its setting, and the next start gives it back", async () => {
  const { rows } = await client.query("SELECT pg_get_functiondef('guard_assignment'::regproc) AS definition");
  await client.query(rows[0].definition.replace(/\n SET search_path.*\n/, "\n"));
  expect(await findLooseFunctions()).toEqual(["guard_assignment()"]);
  expect(await migrate(projectRoot, testDatabaseUrl)).toEqual([]);
  expect(await findLooseFunctions()).toEqual([]);
});

test("the product's own sessions look up names in the same order", async () => {
  const { rows } = await getPool().query("SHOW search_path");
  expect(rows).toEqual([{ search_path: "public, pg_temp" }]);
});
