import type { ClientBase } from "pg";

// PostgreSQL looks for tables and types among the temporary ones first unless a path names them last, so a guard that
// leaves the path to its caller believes a table that the caller has just made. IMMUTABLE functions in SQL read no
// table; they stay without a setting, which would keep them from being put into the query that calls them.
const fixSearchPaths = `
DO $$
DECLARE
  fixed CONSTANT text := format('search_path=%I, pg_temp', current_schema());
  f record;
BEGIN
  FOR f IN
    SELECT p.oid::regprocedure AS signature
    FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
    WHERE p.pronamespace = current_schema()::regnamespace AND p.prokind IN ('f', 'p')
      AND pg_has_role(p.proowner, 'USAGE')
      AND NOT (l.lanname = 'sql' AND p.provolatile = 'i')
      AND NOT coalesce(p.proconfig @> ARRAY[fixed], false)
      AND NOT EXISTS (SELECT FROM pg_depend d
        WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
  LOOP
    EXECUTE format('ALTER ROUTINE %s SET search_path TO %I, pg_temp', f.signature, current_schema());
  END LOOP;
END $$`;

/**
 * Makes every function of the schema look up names in the schema itself, temporary tables last, whatever its caller's
 * search path is. Asked after each migration, since replacing a function drops its settings.
 */
export async function fixFunctionPaths(client: ClientBase): Promise<void> {
  await client.query(fixSearchPaths);
}

/** Has a session look up names as the functions do: the schema that the product is in, temporary tables last. */
export async function fixSessionPath(client: ClientBase): Promise<void> {
  await client.query("SELECT set_config('search_path', format('%I, pg_temp', current_schema()), false)");
}
