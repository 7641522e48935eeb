import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

/** Writes files into a project's folder, by their paths within it. */
export function writeInto(root: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** A folder with these files, by their paths, which is gone after the tests of the file. */
export function makeProject(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), "sluice-project-"));
  roots.push(root);
  writeInto(root, files);
  return root;
}

/** Where a migration of this name stands in a project. */
export const migrationPath = (name: string) => `prisma/migrations/${name}/migration.sql`;
