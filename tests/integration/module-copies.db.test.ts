import "../support/database";
import { v7 as uuidv7 } from "uuid";
import { expect, test, vi } from "vitest";
import { getDb } from "@/lib/server/db/client";

// The framework makes several copies of each module: one for its instrumentation, which is the API, one for the routes
// beside it, one for pages. They share one pool, which one of them has opened.

test("a transaction of a copy that has not opened the pool is whole: what it wrote it reads, and takes back", async () => {
  await getDb().team.count();
  vi.resetModules();
  const { prepared } = await import("@/lib/server/db/prepared");
  const { connection, db, inTransaction } = await import("@/lib/server/db/transaction");
  const teamNames = prepared<{ name: string }>("names-of-teams", "SELECT name FROM team WHERE id = $1::uuid");
  const id = uuidv7();
  const giveUp = new Error("given up");
  const work = async () => {
    await db().team.create({ data: { id, name: "Of a copy" } });
    expect(await teamNames(id)).toEqual([{ name: "Of a copy" }]);
    expect((await connection().query("SELECT name FROM team WHERE id = $1", [id])).rowCount).toBe(1);
    throw giveUp;
  };
  await expect(inTransaction(work)).rejects.toBe(giveUp);
  expect(await teamNames(id)).toEqual([]);
});
