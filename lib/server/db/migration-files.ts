import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A step of the schema: a script that is applied whole, once. */
export type Migration = { name: string; path: string; sql: string; checksum: string };

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The checksum that `prisma migrate` keeps of a script, whatever line ends the checkout has given it. */
export function checksumOf(sql: string): string {
  return hash(sql.replaceAll("\r\n", "\n"));
}

/** Whether a checksum is that of the script, by whichever line ends it was made. */
export function isChecksumOf({ sql, checksum }: Migration, kept: string): boolean {
  return kept === checksum || kept === hash(sql.replaceAll("\r\n", "\n").replaceAll("\n", "\r\n"));
}

/** The migrations of the project, in order. `root`: the project's folder. */
export function readMigrations(root: string): Migration[] {
  const folder = "prisma/migrations";
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const path = `${folder}/${name}/migration.sql`;
      const sql = readFileSync(join(root, path), "utf8");
      return { name, path, sql, checksum: checksumOf(sql) };
    });
}

/** The first of the steps that made a database before the first release; they are one since. */
const firstUnreleased = "20260101000000_tables";

/** Whether a recorded migration tells that a database, or a backup of one, is from before the first release. */
export function isUnreleased({ name }: { name: string }): boolean {
  return name === firstUnreleased;
}

/** What whoever has data from before the first release can do, in words. */
export const unreleasedRemedy =
  "Only the checkout that made it can open it: start that one, export each board there, and import the files into a new installation, in another data folder (SLUICE_DATA_DIR) or another database (DATABASE_URL).";

/** Names of the tables that these migrations make, that of their own record among them. */
export function tablesOf(migrations: readonly Migration[]): Set<string> {
  return new Set(["_prisma_migrations", ...namesOf("TABLE", migrations)]);
}

/** Names of the types that these migrations make. */
export function typesOf(migrations: readonly Migration[]): Set<string> {
  return new Set(namesOf("TYPE", migrations));
}

function namesOf(kind: "TABLE" | "TYPE", migrations: readonly Migration[]): string[] {
  const made = new RegExp(`^CREATE ${kind} (?:IF NOT EXISTS )?"?(\\w+)"?`, "gim");
  return migrations.flatMap(({ sql }) => [...sql.matchAll(made)].map(([, name = ""]) => name));
}
