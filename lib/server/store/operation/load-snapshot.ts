import "server-only";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg, { type ClientBase } from "pg";
import { from } from "pg-copy-streams";
import { DomainError } from "@/lib/domain/errors";
import { ArchiveFault, type SequenceState, type TableSection } from "../../archive/format";
import { leftOut } from "../../archive/left-out";
import { applyMigration, makeMigrationRecord } from "../../db/migrate";
import { type Migration, tablesOf } from "../../db/migration-files";
import { listTables, readSequences, type Table } from "./catalogue";

/** Tables that hold something as soon as there is anything that could be lost. */
const dataTables = ["user_account", "team", "board"];

/**
 * Throws `DomainError` unless nobody and nothing is in the database yet. `stay`: afterwards nobody can come in before the
 * transaction ends.
 */
export async function requireEmptyDatabase(client: ClientBase, { stay = false } = {}): Promise<void> {
  const there = new Set((await listTables(client)).map(({ name }) => name));
  for (const table of dataTables.filter((name) => there.has(name))) {
    if (stay) await client.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    if ((await client.query(`SELECT FROM ${table} LIMIT 1`)).rowCount === 0) continue;
    throw new DomainError(
      "invalid",
      {},
      "There are people or boards here already, and a backup is never restored over them. Nothing was changed. Restore it into another data folder (SLUICE_DATA_DIR) or another database (DATABASE_URL).",
    );
  }
}

/** Throws `DomainError` when there is a table that none of these migrations makes: it would be dropped with the others. */
export async function requireOwnTables(client: ClientBase, known: readonly Migration[]): Promise<void> {
  const ours = tablesOf(known);
  const others = (await listTables(client)).map(({ name }) => name).filter((name) => !ours.has(name));
  if (others.length > 0)
    throw new DomainError(
      "invalid",
      {},
      `The database holds tables of another program (${others.slice(0, 5).join(", ")}), and a restore makes everything anew. Nothing was changed. Restore it into another database (DATABASE_URL).`,
    );
}

// Everything of ours in the schema, routines first, since the rest is dropped with what uses it. What was dropped along
// with something else is named no more, so that names are asked for before.
const dropAll = `
DO $$
DECLARE
  drops text[] := ARRAY(
    SELECT o.statement FROM (
      SELECT 1 AS rank, format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure) AS statement, 'pg_proc'::regclass AS class, p.oid
      FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace AND p.prokind IN ('f', 'p')
      UNION ALL
      SELECT 2, format('DROP TABLE IF EXISTS %s CASCADE', c.oid::regclass), 'pg_class'::regclass, c.oid
      FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
      UNION ALL
      SELECT 3, format('DROP TYPE IF EXISTS %s CASCADE', t.oid::regtype), 'pg_type'::regclass, t.oid
      FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
      WHERE t.typnamespace = current_schema()::regnamespace
        AND (t.typtype IN ('e', 'd') OR t.typtype = 'c' AND c.relkind = 'c')) o
    WHERE NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = o.class AND d.objid = o.oid AND d.deptype = 'e')
    ORDER BY o.rank);
  statement text;
BEGIN
  FOREACH statement IN ARRAY drops LOOP EXECUTE statement; END LOOP;
END $$`;

/**
 * Makes the tables of these migrations anew, in place of an empty schema. They have their keys and checks, and no triggers:
 * rows come back as they were, and nothing is written, numbered or published for them.
 */
export async function makeTablesAnew(client: ClientBase, migrations: readonly Migration[]): Promise<void> {
  await client.query("SET LOCAL client_min_messages = warning");
  await client.query(dropAll);
  await makeMigrationRecord(client);
  for (const migration of migrations) await applyMigration(client, migration);
}

/** Gives the database the id by which the data folder knows it. */
export async function writeInstallationId(client: ClientBase, id: string): Promise<void> {
  await client.query("UPDATE installation SET id = $1", [id]);
}

/** What belongs to the place rather than to what is kept there. */
const ofPlace = new Set(["_prisma_migrations", "installation"]);

/** Tables that a backup of this schema has rows of; all are emptied of what migrations have written into them. */
export async function emptyTables(client: ClientBase): Promise<Map<string, Table>> {
  const tables = await listTables(client);
  const names = tables.map(({ name }) => name).filter((name) => !ofPlace.has(name));
  await client.query(`TRUNCATE ${names.map((name) => pg.escapeIdentifier(name)).join(", ")}`);
  return new Map(
    tables.filter(({ name }) => !Object.hasOwn(leftOut, name)).map((table) => [table.name, table]),
  );
}

/** Writes the rows of a section into its table. Throws `ArchiveFault` when they do not fit there. */
export async function loadSection(
  client: ClientBase,
  table: Table | undefined,
  { name, columns }: TableSection,
  content: AsyncIterable<Buffer>,
): Promise<void> {
  const unknown = columns.find((column) => !table?.columns.includes(column));
  if (!table || unknown !== undefined)
    throw new ArchiveFault(
      `It holds ${unknown === undefined ? "" : `the column ${unknown} of `}${name}, which its schema does not have.`,
    );
  const named = columns.map((column) => pg.escapeIdentifier(column)).join(", ");
  try {
    const copy = client.query(from(`COPY ${pg.escapeIdentifier(name)} (${named}) FROM STDIN`));
    await pipeline(Readable.from(content), copy);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    throw new ArchiveFault(`PostgreSQL does not take the rows of ${name}: ${error.message}.`);
  }
}

/** Sets the sequences to where they stood. Throws `ArchiveFault` unless the schema has just these. */
export async function setSequences(client: ClientBase, sequences: readonly SequenceState[]): Promise<void> {
  const there = (await readSequences(client)).map(({ name }) => name);
  const given = new Map(sequences.map((one) => [one.name, one]));
  if (there.length !== given.size || there.some((name) => !given.has(name)))
    throw new ArchiveFault("Its sequences are not those of its schema.");
  for (const { name, value, isCalled } of sequences)
    await client.query("SELECT setval(quote_ident($1)::regclass, $2::bigint, $3)", [name, value, isCalled]);
}
