import { expect } from "vitest";
import { getPool } from "@/lib/server/db/client";
import { verifyDatabase } from "@/lib/server/usecases/checks/verify-database";

/** Every invariant of this file's database holds. */
export async function expectSoundDatabase(): Promise<void> {
  const results = await verifyDatabase();
  expect(results.filter((result) => result.breaches > 0)).toEqual([]);
}

/** Everything that a refused change must leave as it was, in one value to compare. */
export async function readEverything(): Promise<unknown> {
  const tables = ["board", "board_column", "card", "transition", "activity", "wip_limit", "wip_limit_change"];
  const others = ["card_assignee", "card_label", "card_block", "label", "limit_breach"];
  const facts = [...tables, ...others].map(
    (table) => `(SELECT json_agg(x ORDER BY x::text) FROM ${table} x) AS ${table}`,
  );
  const { rows } = await getPool().query(`SELECT ${facts.join(", ")}`);
  return rows[0];
}
