import "server-only";
import type { ClientBase } from "pg";
import type { AppliedMigration, SequenceState } from "../../archive/format";

/** A table as the database's catalogue tells of it. */
export type Table = {
  name: string;
  /** Those that COPY takes: generated ones are left to the database. */
  columns: string[];
  /** Tables whose rows have to be there before: not those of a key that is looked at in the end. */
  needs: string[];
};

const ofOurSchema = "relnamespace = current_schema()::regnamespace";

/** Tables of the schema, each after those that its foreign keys lead to. Throws when they lead in a circle. */
export async function listTables(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    SELECT c.relname::text AS name,
      ARRAY(SELECT a.attname::text FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
        ORDER BY a.attnum) AS columns,
      ARRAY(SELECT DISTINCT f.relname::text FROM pg_constraint k JOIN pg_class f ON f.oid = k.confrelid
        WHERE k.conrelid = c.oid AND k.contype = 'f' AND NOT k.condeferred AND f.oid <> c.oid) AS needs
    FROM pg_class c
    WHERE c.${ofOurSchema} AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND NOT EXISTS (SELECT FROM pg_depend d
        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
    ORDER BY c.relname COLLATE "C"`);
  return inOrderOfNeed(rows);
}

/** Each after what it needs, else in the given order. Throws when there is a circle. */
export function inOrderOfNeed(tables: readonly Table[]): Table[] {
  const ordered: Table[] = [];
  const isPlaced = new Set<string>();
  let waiting = [...tables];
  while (waiting.length > 0) {
    const ready = waiting.filter((table) => table.needs.every((name) => isPlaced.has(name)));
    if (ready.length === 0) {
      const names = waiting.map(({ name }) => name).join(", ");
      throw new Error(`Foreign keys lead in a circle, so that no table can be filled first: ${names}.`);
    }
    for (const table of ready) isPlaced.add(table.name);
    ordered.push(...ready);
    waiting = waiting.filter((table) => !isPlaced.has(table.name));
  }
  return ordered;
}

/** Sequences of the schema, as they stand now. */
export async function readSequences(client: ClientBase): Promise<SequenceState[]> {
  const { rows: names } = await client.query<{ name: string; quoted: string }>(
    `SELECT relname::text AS name, quote_ident(relname) AS quoted FROM pg_class
     WHERE ${ofOurSchema} AND relkind = 'S' ORDER BY relname COLLATE "C"`,
  );
  const states: SequenceState[] = [];
  for (const { name, quoted } of names) {
    const { rows } = await client.query<Omit<SequenceState, "name">>(
      `SELECT last_value::text AS value, is_called AS "isCalled" FROM ${quoted}`,
    );
    if (rows[0]) states.push({ name, ...rows[0] });
  }
  return states;
}

/** Migrations that are applied, by name; null where there is no record of any. */
export async function readAppliedMigrations(client: ClientBase): Promise<AppliedMigration[] | null> {
  const { rows: tables } = await client.query("SELECT to_regclass('_prisma_migrations') AS name");
  if (!tables[0].name) return null;
  const { rows } = await client.query<AppliedMigration>(`
    SELECT migration_name AS name, checksum FROM _prisma_migrations
    WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`);
  return rows;
}

/** The id by which the data folder knows its database; null before there was one. */
export async function readInstallationId(client: ClientBase): Promise<string | null> {
  const { rows: tables } = await client.query("SELECT to_regclass('installation') AS name");
  if (!tables[0].name) return null;
  const { rows } = await client.query<{ id: string }>("SELECT id FROM installation");
  return rows[0]?.id ?? null;
}
