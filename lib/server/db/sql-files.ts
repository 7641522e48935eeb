import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";

/** A script of `prisma/sql`: functions, triggers and views as they are now. */
export type SqlFile = { path: string; sql: string };

const folder = "prisma/sql";

/** The scripts of `prisma/sql`, by their paths, which is the order in which they are applied. `root`: the project's folder. */
export function readSqlFiles(root: string): SqlFile[] {
  let found: string[];
  try {
    found = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  return found
    .filter((name) => name.endsWith(".sql"))
    .map((name) => `${folder}/${name.replaceAll(sep, "/")}`)
    .sort()
    .map((path) => ({ path, sql: readFileSync(join(root, path), "utf8") }));
}

/** One checksum of several texts, each with its name, whatever line ends a checkout has given them. */
export function jointChecksum(texts: readonly SqlFile[]): string {
  const plain = texts.map(({ path, sql }) => [path, sql.replaceAll("\r\n", "\n")]);
  return createHash("sha256").update(JSON.stringify(plain)).digest("hex");
}
