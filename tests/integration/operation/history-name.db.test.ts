import "../../support/database";
import { expect, test } from "vitest";
import { historyHeader } from "@/lib/contracts/stream";
import { getPool } from "@/lib/server/db/client";
import { streamBoards } from "@/lib/server/realtime/stream-boards";
import { buildBoard } from "../../support/boards";

/** Opens a stream for a moment; in which history it counts. */
async function askHistory(boardId: string, userId: string): Promise<string | null> {
  const ended = new AbortController();
  const { headers } = await streamBoards({
    userId,
    boards: [{ boardId, since: null }],
    findReadable: async (ids) => new Map(ids.map((id) => [id, 1])),
    isStillSignedIn: async () => true,
    signal: ended.signal,
  });
  ended.abort();
  return headers.get(historyHeader);
}

test("a stream names the history in which it counts: the same while the database is, another once it was restored elsewhere", async () => {
  const { id, lead } = await buildBoard();
  const before = await askHistory(id, lead.userId);
  expect(before).toMatch(/^[0-9a-f-]{36}:[1-9]\d*$/);
  expect(await askHistory(id, lead.userId)).toBe(before);
  const { rows } = await getPool().query("SELECT id FROM installation");
  // What a restore finds: an installation of another name.
  await getPool().query("UPDATE installation SET id = gen_random_uuid()");
  expect(await askHistory(id, lead.userId)).not.toBe(before);
  await getPool().query("UPDATE installation SET id = $1", [rows[0].id]);
  expect(await askHistory(id, lead.userId)).toBe(before);
});
