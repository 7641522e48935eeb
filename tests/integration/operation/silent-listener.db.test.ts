import { afterEach, expect, test, vi } from "vitest";
import { getPool } from "@/lib/server/db/client";
import { type ChangeEvents, ChangeListener } from "@/lib/server/realtime/change-listener";
import { answerApi } from "@/lib/server/routes/api";
import type { Actor } from "../../support/actors";
import { buildBoard, buildCard } from "../../support/boards";
import { testDatabaseUrl } from "../../support/database";
import { readEvents } from "../../support/event-reader";
import { openSilentLine } from "../../support/silent-line";
import { expectSoundDatabase } from "../../support/verified";

// A connection that listens dies without a word: it is noticed, made anew, and nobody misses anything.

const pulseMs = 100;
const ends: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A listener whose line can fall silent, with what it said. */
async function listen(url: string) {
  const said: string[] = [];
  const events: ChangeEvents = {
    onVersion: (_, version) => said.push(`version ${version}`),
    onAccess: (id) => said.push(`access ${id}`),
    onHearing: () => said.push("hearing"),
    onDeaf: () => said.push("deaf"),
  };
  const listener = new ChangeListener(url, events, pulseMs);
  ends.push(() => listener.stop());
  await listener.start();
  return said;
}

const backends = async () =>
  (
    await getPool().query<{ pid: number; query_start: string; has_transaction: boolean }>(
      `SELECT pid, query_start::text, xact_start IS NOT NULL AND state <> 'active' AS has_transaction FROM pg_stat_activity
       WHERE application_name = 'sluice-listener' AND datname = current_database()`,
    )
  ).rows;

test("a line that carries nothing any more is told from one on which nothing happens", async () => {
  const line = await openSilentLine(new URL(testDatabaseUrl));
  ends.push(() => line.close());
  const said = await listen(line.url);
  const pulses = new Set<string>();
  await vi.waitFor(async () => {
    for (const { query_start } of await backends()) pulses.add(query_start);
    expect(pulses.size).toBeGreaterThan(3);
  });
  expect(said).toEqual(["hearing"]);

  line.fallSilent();
  await vi.waitFor(() => expect(said).toContain("deaf"), { timeout: 3_000 });
  await getPool().query("SELECT pg_notify('sluice_access', 'missed')");
  expect(said).not.toContain("access missed");

  line.speakAgain();
  await vi.waitFor(() => expect(said.at(-1)).toBe("hearing"), { timeout: 5_000 });
  await getPool().query("SELECT pg_notify('sluice_access', 'heard')");
  await vi.waitFor(() => expect(said).toContain("access heard"));
});

test("a server process that is stopped is no longer listened to, and none is left in a transaction", async () => {
  const said = await listen(testDatabaseUrl);
  const [backend] = await backends();
  expect(backend?.has_transaction).toBe(false);
  const pid = backend?.pid ?? 0;
  process.kill(pid, "SIGSTOP");
  ends.push(() => process.kill(pid, "SIGCONT"));
  await vi.waitFor(() => expect(said).toEqual(["hearing", "deaf", "hearing"]), { timeout: 5_000 });
  for (const { has_transaction } of await backends()) expect(has_transaction).toBe(false);
});

test("who follows a board hears what happened while nothing could be heard, and whose access has ended is let go", async () => {
  const board = await buildBoard();
  const follow = async (actor: Actor) => {
    const stop = new AbortController();
    ends.push(() => stop.abort());
    const request = new Request(`http://sluice.test/api/v1/boards/${board.id}/events`, {
      headers: { Authorization: `Bearer ${actor.token}` },
      signal: stop.signal,
    });
    return readEvents(await answerApi(request));
  };
  const [stays, goes] = [await follow(board.viewer), await follow(board.lead)];
  const [backend] = await backends();
  const pid = backend?.pid ?? 0;
  process.kill(pid, "SIGSTOP");
  ends.push(() => process.kill(pid, "SIGCONT"));
  await buildCard(board, board.member, board.column("Ready"));
  expect((await stays.next())?.type).toBe("card.created");
  expect((await goes.next())?.type).toBe("card.created");
  await getPool().query("DELETE FROM membership WHERE user_id = $1", [board.lead.userId]);
  expect(await goes.nextMessage()).toMatchObject({ event: "gone" });
}, 20_000);

test("the queue of notices is emptied", async () => {
  const { rows } = await getPool().query<{ fill: number }>("SELECT pg_notification_queue_usage() AS fill");
  expect(rows[0]?.fill).toBeLessThan(0.01);
  await expectSoundDatabase();
});
