import "../support/database";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { getPool, opening } from "@/lib/server/db/client";
import { prepared } from "@/lib/server/db/prepared";
import { db, inTransaction } from "@/lib/server/db/transaction";

// Each connection keeps statements, and runs them in the open transaction. One that has lost them, or whose plan fits no
// longer, is given up and fails nobody; a transaction whose connection is not known does not begin.

const things = prepared("things", "SELECT * FROM thing, pg_sleep(0.02)");
const askAtOnce = () => Promise.all([things(), things(), things()]);

/** Runs a statement on three connections. */
async function onEach(statement: string): Promise<void> {
  const taken = await Promise.all([getPool().connect(), getPool().connect(), getPool().connect()]);
  for (const connection of taken) {
    await connection.query(statement);
    connection.release();
  }
}

beforeEach(async () => {
  await getPool().query(
    "DROP TABLE IF EXISTS thing; CREATE TABLE thing (a int); INSERT INTO thing VALUES (1)",
  );
  await askAtOnce();
});
afterEach(() => vi.restoreAllMocks());

const losses: [string, () => Promise<unknown>, Record<string, unknown>][] = [
  ["plan", () => getPool().query("ALTER TABLE thing ADD COLUMN b int DEFAULT 2"), { a: 1, b: 2 }],
  ["name", () => onEach("DEALLOCATE ALL"), { a: 1 }],
];

test.each(losses)("a statement that has lost its %s is run on another connection", async (_, lose, row) => {
  await lose();
  const answers = await askAtOnce();
  expect(answers.flat()).toMatchObject([row, row, row]);
});

test.each(losses)("a transaction that meets one that has lost its %s begins anew", async (_, lose, row) => {
  await lose();
  const answer = await inTransaction(async () => {
    await db().$executeRaw`UPDATE thing SET a = a`;
    return things();
  });
  expect(answer).toMatchObject([row]);
});

test("a transaction whose connection is not known does not begin", async () => {
  vi.spyOn(opening, "getStore").mockReturnValue(undefined);
  const work = vi.fn(async () => {});
  await expect(inTransaction(work)).rejects.toThrow("unseen");
  expect(work).not.toHaveBeenCalled();
});
