import "server-only";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg, { type ClientBase } from "pg";
import { from } from "pg-copy-streams";
import { DomainError } from "@/lib/domain/errors";
import { ArchiveFault, type SequenceState, type TableSection } from "../../archive/format";
import { leftOut } from "../../archive/left-out";
import { dropAppliedSql, dropOwn } from "../../db/apply-sql";
import { applyMigration, makeMigrationRecord } from "../../db/migrate";
import { type Migration, tablesOf, typesOf } from "../../db/migration-files";
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

/**
 * Drops the tables, and what these migrations and `prisma/sql` have made beside them. Others' functions, views and types
 * stay; what others have added to a table, such as a trigger or an index, goes with it. Throws `DatabaseRefusal`, as an
 * update does, when something of others hangs on what is dropped.
 */
export async function dropTables(client: ClientBase, known: readonly Migration[]): Promise<void> {
  await client.query("SET LOCAL client_min_messages = warning");
  await dropAppliedSql(client);
  const tables = (await listTables(client)).map(({ name }) => name);
  await dropOwn(client, "TABLE", tables.map(pg.escapeIdentifier));
  await dropOwn(client, "TYPE", [...typesOf(known)].map(pg.escapeIdentifier));
}

/**
 * Makes the tables of these migrations, which are not there. They have their keys and checks, and no triggers: rows come
 * back as they were, and nothing is written, numbered or published for them.
 */
export async function makeTables(client: ClientBase, migrations: readonly Migration[]): Promise<void> {
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
