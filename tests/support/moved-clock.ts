import { getPool } from "@/lib/server/db/client";

/**
 * Puts a clock of its own under every function of this file's database, so that a test can set it; to be called before
 * anything else asks the database. Defaults of columns and statements outside of functions keep the real one.
 */
export async function installMovableClock(): Promise<void> {
  await getPool().query(`
    CREATE SCHEMA moved;
    CREATE TABLE moved.clock (ahead interval NOT NULL);
    INSERT INTO moved.clock VALUES ('0');
    CREATE FUNCTION moved.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS
      $$ SELECT pg_catalog.clock_timestamp() + ahead FROM moved.clock $$;
    DO $$
    DECLARE f record;
    BEGIN
      FOR f IN SELECT p.oid::regprocedure AS signature FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace AND p.prokind = 'f' AND p.proconfig IS NOT NULL LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path TO moved, public, pg_catalog, pg_temp', f.signature);
      END LOOP;
    END $$`);
}

/** Sets the database's clock: how far ahead of the right time it is, as PostgreSQL writes an interval. */
export async function setClock(ahead: string): Promise<void> {
  await getPool().query("UPDATE moved.clock SET ahead = $1", [ahead]);
}
