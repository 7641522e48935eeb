import "server-only";
import { reader } from "../../db/below-prisma";
import { findSqlDifferences } from "../../db/sql-check";
import { findStaleCollations } from "../../db/surroundings";
import type { CheckResult } from "../../store/operation/verification";

/**
 * Checks that what guards the data is what this release defines, and that indexes are in the order that the system gives
 * today. Changes nothing. `root`: the project's folder.
 */
export async function verifySchema(root: string): Promise<CheckResult[]> {
  const database = reader();
  const found = {
    "functions, triggers and views are those that prisma/sql makes": await findSqlDifferences(database, root),
    "indexes of text are in the order that the system gives": await findStaleCollations(database),
  };
  return Object.entries(found).map(([check, examples]) => ({ check, breaches: examples.length, examples }));
}
