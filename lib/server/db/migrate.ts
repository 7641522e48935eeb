import { randomUUID } from "node:crypto";
import type pg from "pg";
import { inTransactionAlone } from "./alone-with-tables";
import { applySql, dropAppliedSql, isSqlApplied } from "./apply-sql";
import { DatabaseRefusal } from "./connect-when-ready";
import { fixFunctionSettings } from "./fix-function-settings";
import {
  isChecksumOf,
  isUnreleased,
  type Migration,
  readMigrations,
  unreleasedRemedy,
} from "./migration-files";
import { underMigrationLock } from "./migration-lock";
import { openDirect } from "./open-direct";
import { unseen, type Waiting, whileSaying } from "./progress";
import { runScript } from "./run-script";
import { readSqlFiles } from "./sql-files";

// The record is kept as `prisma migrate` keeps it, so that its commands agree with what is found here.
const makeRecord = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id varchar(36) PRIMARY KEY NOT NULL,
    checksum varchar(64) NOT NULL,
    finished_at timestamptz,
    migration_name varchar(255) NOT NULL,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz NOT NULL DEFAULT now(),
    applied_steps_count integer NOT NULL DEFAULT 0
  )`;

/** A step that is over sooner is not worth a line. */
const quietStepMs = 500;

type Recorded = { name: string; checksum: string; finishedAt: Date | null };

/**
 * Brings a database forward: applies the migrations that it does not have yet, and `prisma/sql` anew where it has changed.
 * Returns the names of the migrations. All of it is one transaction: an update is there whole, or what was there before.
 * Safe to call from several processes at once: they take turns, and say so. Waits, in words, for transactions of others.
 *
 * Throws `DatabaseRefusal`, before anything is changed, when the database is of a newer release or from before the first
 * one, when a migration is not what was applied, or when the schema belongs to something else. `root`: the project's folder.
 */
export async function migrate(root: string, url: string, waiting: Waiting = unseen): Promise<string[]> {
  const client = await openDirect(url, waiting);
  try {
    return await underMigrationLock(client, waiting, () => bringForward(client, root, waiting));
  } finally {
    await client.end();
  }
}

/** As `migrate`, in a session that is open and holds the lock of migrations. */
export async function bringForward(client: pg.ClientBase, root: string, waiting: Waiting): Promise<string[]> {
  const migrations = readMigrations(root);
  const files = readSqlFiles(root);
  const recorded = await readRecord(client);
  if (!recorded) await refuseForeignTables(client);
  const finished = (recorded ?? []).filter(({ finishedAt }) => finishedAt !== null);
  refuseUnreleased(finished);
  refuseNewer(migrations, finished);
  refuseChanged(migrations, finished);
  const isApplied = new Set(finished.map(({ name }) => name));
  const missing = migrations.filter(({ name }) => !isApplied.has(name));
  if (missing.length > 0 || !(await isSqlApplied(client, files))) {
    await requireRightToCreate(client);
    await inTransactionAlone(client, waiting, async () => {
      // A migration meets tables alone, as it does in a restore: no function of an earlier release, and no trigger.
      await dropAppliedSql(client);
      await applyMissing(client, missing, waiting);
      await applySql(client, files);
    });
  }
  await fixFunctionSettings(client);
  return missing.map(({ name }) => name);
}

async function applyMissing(
  client: pg.ClientBase,
  missing: readonly Migration[],
  { onProgress, signal }: Waiting,
): Promise<void> {
  if (missing.length === 0) return;
  await makeMigrationRecord(client);
  // What Prisma's own command began and did not end is begun again.
  await client.query(
    "UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL",
  );
  for (const [index, migration] of missing.entries()) {
    signal?.throwIfAborted();
    const step = { step: index + 1, steps: missing.length };
    const words = `Bringing the database forward, step ${step.step} of ${step.steps}: ${migration.name}`;
    const quietMs = index === 0 ? 0 : quietStepMs;
    await whileSaying({ words, ...step }, { onProgress, quietMs }, () => applyMigration(client, migration));
  }
}

async function readRecord(client: pg.ClientBase): Promise<Recorded[] | null> {
  const { rows: tables } = await client.query("SELECT to_regclass('_prisma_migrations') AS name");
  if (!tables[0].name) return null;
  const { rows } = await client.query<Recorded>(`
    SELECT migration_name AS name, checksum, finished_at AS "finishedAt"
    FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name`);
  return rows;
}

const few = (names: string[]) =>
  names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");

function refuseUnreleased(finished: Recorded[]): void {
  if (!finished.some(isUnreleased)) return;
  throw new DatabaseRefusal(
    `This database was made before Sluice's first release, by tables that this release does not have. Nothing was changed. ${unreleasedRemedy}`,
  );
}

function refuseNewer(migrations: Migration[], finished: Recorded[]): void {
  const isKnown = new Set(migrations.map(({ name }) => name));
  const unknown = finished.filter(({ name }) => !isKnown.has(name)).map(({ name }) => name);
  if (unknown.length === 0) return;
  throw new DatabaseRefusal(
    `This database is of a newer release than this one: it has ${few(unknown)}, which this release does not know. Nothing was changed. Start the newer release, or restore a backup that was made before the update.`,
  );
}

function refuseChanged(migrations: Migration[], finished: Recorded[]): void {
  const kept = new Map(finished.map((one) => [one.name, one]));
  for (const migration of migrations) {
    const record = kept.get(migration.name);
    if (!record || isChecksumOf(migration, record.checksum)) continue;
    throw new DatabaseRefusal(
      `${migration.path} is not what was applied to this database on ${record.finishedAt?.toISOString().slice(0, 10)}: the file has been changed since. Nothing was changed in the database. Bring back the file as it was released (git checkout -- ${migration.path}); what it lacks belongs into a new migration.`,
    );
  }
}

/** Without a record the schema has to be empty: tables in it are somebody else's, or ours with their record lost. */
async function refuseForeignTables(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ database: string; schema: string | null; tables: string[] }>(`
    SELECT current_database() AS database, current_schema() AS schema, coalesce(array_agg(c.relname::text ORDER BY c.relname)
      FILTER (WHERE c.oid IS NOT NULL), '{}') AS tables
    FROM (VALUES (1)) v LEFT JOIN pg_class c ON c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
      AND NOT EXISTS (SELECT FROM pg_depend d
        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`);
  const found = rows[0];
  if (!found || found.tables.length === 0) return;
  throw new DatabaseRefusal(
    `The schema ${found.schema} of the database ${found.database} holds tables (${few(found.tables)}), and no record that they are Sluice's. Nothing was changed. Give Sluice a database of its own; if these are its tables, restore them together with the table _prisma_migrations.`,
  );
}

async function requireRightToCreate(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{
    user: string;
    database: string;
    schema: string | null;
    may: boolean;
  }>(`
    SELECT current_user AS user, current_database() AS database, current_schema() AS schema,
      coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS may`);
  const rights = rows[0];
  if (!rights || rights.may) return;
  throw new DatabaseRefusal(
    `The user ${rights.user} may not make tables in the database ${rights.database}. As an administrator of PostgreSQL: ALTER DATABASE "${rights.database}" OWNER TO "${rights.user}"`,
  );
}

/** Makes the table in which migrations are recorded, if it is not there. */
export async function makeMigrationRecord(client: pg.ClientBase): Promise<void> {
  await client.query(makeRecord);
}

/** Applies a migration and records it, as part of the open transaction. Throws in words that name it and the line. */
export async function applyMigration(client: pg.ClientBase, migration: Migration): Promise<void> {
  await runScript(client, migration);
  // Each is judged before the next, which may change the same tables.
  await client.query("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED");
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
    [randomUUID(), migration.checksum, migration.name],
  );
}
