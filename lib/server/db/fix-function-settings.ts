import type { ClientBase } from "pg";

/** A board's lock is held for a millisecond; who waits for seconds is told to try again, before they give up. */
export const lockTimeoutMs = 4_000;

// PostgreSQL looks for tables and types among the temporary ones first unless a path names them last, so a guard that
// leaves the path to its caller believes a table that the caller has just made. IMMUTABLE functions in SQL read no
// table; they stay without a setting, which would keep them from being put into the query that calls them. `run_command`
// begins where its own schema is not in sight, so that guards see it called by its whole name (`is_by_command`).
const fixSearchPaths = `
DO $$
DECLARE
  f record;
BEGIN
  FOR f IN
    SELECT p.oid::regprocedure AS signature, own.path
    FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
      CROSS JOIN LATERAL (SELECT format('%s, pg_temp', CASE WHEN p.proname = 'run_command'
        THEN 'pg_catalog' ELSE quote_ident(current_schema()) END) AS path) own
    WHERE p.pronamespace = current_schema()::regnamespace AND p.prokind IN ('f', 'p')
      AND pg_has_role(p.proowner, 'USAGE')
      AND NOT (l.lanname = 'sql' AND p.provolatile = 'i')
      AND NOT coalesce(p.proconfig @> ARRAY['search_path=' || own.path], false)
      AND NOT EXISTS (SELECT FROM pg_depend d
        WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
  LOOP
    EXECUTE format('ALTER ROUTINE %s SET search_path TO %s', f.signature, f.path);
  END LOOP;
END $$`;

// A command is one statement, also through a pooler that lends a connection for it, and so has to bring along how long
// it waits for a board's lock. Its statements find rows by their keys, one plan is as good for one board as for another:
// to plan each of them five times on every connection would cost more than to run it.
const commandSettings = { lock_timeout: String(lockTimeoutMs), plan_cache_mode: "force_generic_plan" };

const fixCommands = Object.entries(commandSettings)
  .map(
    ([name, value]) => `
DO $$
DECLARE
  f record;
BEGIN
  FOR f IN
    SELECT p.oid::regprocedure AS signature FROM pg_proc p
    WHERE p.pronamespace = current_schema()::regnamespace AND p.proname = 'run_command'
      AND pg_has_role(p.proowner, 'USAGE')
      AND NOT coalesce(p.proconfig @> ARRAY['${name}=${value}'], false)
  LOOP
    EXECUTE format('ALTER ROUTINE %s SET ${name} TO ${value}', f.signature);
  END LOOP;
END $$`,
  )
  .join(";");

/** What `fixFunctionSettings` runs. */
export const functionSettings = `${fixSearchPaths};${fixCommands}`;

/**
 * Makes every function of the schema look up names in the schema itself, temporary tables last, whatever its caller's
 * search path is; and commands wait for locks as long as they may, and keep their plans, whatever their session says. Asked
 * at each start, since replacing a function by hand drops its settings.
 */
export async function fixFunctionSettings(client: ClientBase): Promise<void> {
  await client.query(functionSettings);
}
