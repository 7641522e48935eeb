import "../support/database";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { getDb } from "@/lib/server/db/client";
import type { ImportProgress } from "@/lib/server/import-worker/messages";
import { openWorkers, runImport, runPreview, type Workers } from "@/lib/server/import-worker/run-import";
import { oncePerProcess } from "@/lib/server/lifecycle/once-per-process";
import { makeEventLog } from "../bench/event-log.mjs";
import { type Actor, buildActor, buildTeam } from "../support/actors";
import { expectSoundDatabase } from "../support/verified";

const kept = oncePerProcess<{ workers: Workers | null }>("import workers", () => ({ workers: null }));

let teamId: string;
let lead: Actor;

beforeAll(async () => {
  teamId = await buildTeam();
  lead = await buildActor(teamId, "lead");
});
afterAll(() => kept.workers?.pool.destroy());

const file = (text: string, format: "event-log" | "trello" = "event-log") => ({
  userId: lead.userId,
  source: { bytes: Buffer.from(text) },
  format,
  options: { teamId },
});

async function begin(
  text: string,
  more: { signal?: AbortSignal; onProgress?: (progress: ImportProgress) => void } = {},
  format?: "trello",
) {
  const jobId = uuidv7();
  const { userId } = lead;
  await getDb().importJob.create({ data: { id: jobId, userId, format: "event-log", options: {} } });
  return runImport({ ...file(text, format), ...more, jobId });
}

const countBoards = () => getDb().board.count();

/** Until no other session of this database is at work. */
const untilQuiet = () =>
  expect
    .poll(
      async () => {
        const rows = await getDb().$queryRaw<{ busy: number }[]>`
          SELECT count(*)::int AS busy FROM pg_stat_activity
          WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()`;
        return rows[0]?.busy;
      },
      { timeout: 5_000 },
    )
    .toBe(0);

const small = makeEventLog(5, 40);

test("a log of many events comes in whole, in order, and every invariant holds", async () => {
  const told: ImportProgress[] = [];
  const answer = await begin(makeEventLog(800, 20_000), { onProgress: (progress) => told.push(progress) });
  expect(answer).toMatchObject({ cards: 800, transitions: 20_000 });
  const [log] = await getDb().$queryRaw<{ steps: number; ordered: boolean }[]>`
    SELECT count(*)::int AS steps, bool_and(at >= before) AS ordered
    FROM (SELECT at, lag(at, 1, '-infinity') OVER (ORDER BY id) AS before FROM transition
      WHERE board_id = ${answer.boardId}::uuid) t`;
  expect(log).toEqual({ steps: 20_000, ordered: true });
  await expectSoundDatabase();

  const shares = (phase: string) => told.filter((one) => one.phase === phase).map(({ share }) => share);
  for (const phase of ["reading", "writing"]) {
    expect(shares(phase).length).toBeGreaterThan(2);
    expect(shares(phase)).toEqual([...shares(phase)].sort((a, b) => a - b));
  }
  expect(told.map(({ phase }) => phase).lastIndexOf("reading")).toBeLessThan(
    told.findIndex(({ phase }) => phase === "writing"),
  );
});

test("who may not make a board is told so before a byte is read", async () => {
  const stranger = await buildActor(await buildTeam(), "lead");
  const member = await buildActor(teamId, "viewer");
  const bytes = new Proxy(Buffer.from(small), {
    get: () => {
      throw new Error("read");
    },
  });
  for (const [actor, code] of [
    [stranger, "not-found"],
    [member, "forbidden"],
  ] as const) {
    const work = { ...file(small), userId: actor.userId, source: { bytes } };
    await expect(runPreview(work)).rejects.toMatchObject({ code });
    await expect(runImport({ ...work, jobId: uuidv7() })).rejects.toMatchObject({ code });
  }
});

test.each(["reading", "writing"])(
  "cancelled while %s, nothing stays, and the next one runs",
  async (phase) => {
    const before = await countBoards();
    const stop = new AbortController();
    const onProgress = (progress: ImportProgress) => {
      if (progress.phase === phase && progress.share > 0) stop.abort();
    };
    const cancelled = begin(makeEventLog(800, 24_000), { signal: stop.signal, onProgress });
    await expect(cancelled).rejects.toMatchObject({ code: "cancelled" });
    await untilQuiet();
    expect(await countBoards()).toBe(before);
    expect(await begin(small)).toMatchObject({ cards: 5 });
  },
);

test("an import that waits in line is cancelled there, and those behind it go on", async () => {
  const stop = new AbortController();
  const long = Array.from({ length: 2 }, () => begin(makeEventLog(1_000, 20_000), { signal: stop.signal }));
  const waiting = new AbortController();
  const cancelled = begin(small, { signal: waiting.signal });
  const behind = begin(small);
  setTimeout(() => waiting.abort(), 0);
  await expect(cancelled).rejects.toMatchObject({ code: "cancelled" });
  const ended = Promise.allSettled(long);
  stop.abort();
  const reason = expect.objectContaining({ code: "cancelled" });
  expect(await ended).toEqual(long.map(() => ({ status: "rejected", reason })));
  expect(await behind).toMatchObject({ cards: 5 });
});

test("a worker that is killed ends its import in words, and the next one runs", async () => {
  const before = await countBoards();
  const ends: Promise<number>[] = [];
  const dying = begin(makeEventLog(800, 24_000), {
    onProgress: ({ phase, share }) => {
      if (phase === "writing" && share > 0)
        for (const thread of kept.workers?.pool.threads ?? []) ends.push(thread.terminate());
    },
  });
  await expect(dying).rejects.toMatchObject({ code: "internal", message: /stopped by a fault/ });
  // A thread that is still on its way out could be given the next file.
  await Promise.all(ends);
  await untilQuiet();
  expect(await countBoards()).toBe(before);
  expect(await begin(small)).toMatchObject({ cards: 5 });
});

test("a worker that runs out of memory ends its import in words, and nothing else", async () => {
  const usual = kept.workers;
  kept.workers = openWorkers(48);
  try {
    const many = makeEventLog(20_000, 600_000);
    await expect(begin(many)).rejects.toMatchObject({
      code: "too-large",
      message: /takes more memory than an import may use. Nothing was imported/,
    });
    expect(await begin(small)).toMatchObject({ cards: 5 });
  } finally {
    await kept.workers.pool.destroy();
    kept.workers = usual;
  }
});

test("one that takes too long is ended in words", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"], shouldAdvanceTime: false });
  try {
    const late = begin(makeEventLog(800, 24_000), {
      onProgress: ({ phase }) => {
        if (phase === "writing") vi.advanceTimersByTime(31 * 60_000);
      },
    });
    await expect(late).rejects.toMatchObject({ code: "too-large", message: /takes too long to import/ });
  } finally {
    vi.useRealTimers();
  }
});
