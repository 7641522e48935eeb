import "server-only";
import pg, { type ClientBase } from "pg";
import { to } from "pg-copy-streams";
import { DomainError } from "@/lib/domain/errors";
import type { ArchiveHead, TableSection } from "../../archive/format";
import { leftOut, written } from "../../archive/left-out";
import type { SectionSource } from "../../archive/write-archive";
import {
  listTables,
  readAppliedMigrations,
  readInstallationId,
  readSequences,
  type Table,
} from "./catalogue";

// Settings under which every server writes and reads values as the same text, whatever the database's own settings are.
const textSettings = `
  SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL intervalstyle = 'postgres'; SET LOCAL timezone = 'UTC';
  SET LOCAL extra_float_digits = 3; SET LOCAL bytea_output = 'hex'; SET LOCAL client_encoding = 'UTF8'`;

// A backup may take hours; limits that are meant for requests must not end it.
const patience = `
  SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0`;

/** Makes the open transaction read and write text in one form, without limits of time. */
export async function setCopySettings(client: ClientBase): Promise<void> {
  await client.query(textSettings);
  await client.query(patience);
}

const isKept = ({ name }: Table) => !Object.hasOwn(leftOut, name);

/** What a table's rows are read with; columns are named, so that a reader need not know their order. */
function selectOf({ name, columns }: Table): string {
  const values = columns.map((column) => {
    const quoted = pg.escapeIdentifier(column);
    const instead = written[`${name}.${column}`];
    return instead === undefined ? quoted : `${instead} AS ${quoted}`;
  });
  return `SELECT ${values.join(", ")} FROM ${pg.escapeIdentifier(name)}`;
}

async function* readSections(client: ClientBase, tables: readonly Table[]): AsyncGenerator<SectionSource> {
  for (const table of tables) {
    const section: TableSection = { section: "table", name: table.name, columns: table.columns };
    yield { section, content: client.query(to(`COPY (${selectOf(table)}) TO STDOUT`)) };
  }
}

async function requirePeople(client: ClientBase, tables: readonly Table[]): Promise<void> {
  const hasPeople =
    tables.some(({ name }) => name === "user_account") &&
    (await client.query("SELECT FROM user_account LIMIT 1")).rowCount === 1;
  if (!hasPeople)
    throw new DomainError("invalid", {}, "There is nothing to back up: this installation has no people yet.");
}

/** All of a database at one instant. */
export type Snapshot = { head: ArchiveHead; sections: AsyncIterable<SectionSource> };

/**
 * Hands all rows of the database as they are at one instant to `take`, on a connection that is in no transaction. Others
 * go on reading and writing meanwhile; only a change of the schema waits. `product`: its version.
 *
 * Throws `DomainError` when nobody is in it: an empty backup is none. After a throw the connection is to be closed, since it
 * may be in the middle of an answer.
 */
export async function takeSnapshot<T>(
  client: ClientBase,
  product: string,
  take: (snapshot: Snapshot) => Promise<T>,
): Promise<T> {
  const found = await listTables(client);
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  await setCopySettings(client);
  // Before the first read, which fixes the instant: a table that is written anew later would be seen empty.
  const names = found.map(({ name }) => pg.escapeIdentifier(name));
  if (names.length > 0) await client.query(`LOCK TABLE ${names.join(", ")} IN ACCESS SHARE MODE`);
  const tables = await listTables(client);
  await requirePeople(client, tables);
  const { rows } = await client.query<{ takenAt: Date; postgres: string }>(
    `SELECT now() AS "takenAt", current_setting('server_version') AS postgres`,
  );
  const head: ArchiveHead = {
    takenAt: (rows[0]?.takenAt ?? new Date()).toISOString(),
    product,
    postgres: rows[0]?.postgres ?? "",
    installation: await readInstallationId(client),
    migrations: (await readAppliedMigrations(client)) ?? [],
    sequences: await readSequences(client),
    leftOut: tables.filter((table) => !isKept(table)).map(({ name }) => name),
  };
  const result = await take({ head, sections: readSections(client, tables.filter(isKept)) });
  // It has only read: whether its end is heard changes nothing.
  await client.query("COMMIT").catch(() => {});
  return result;
}
