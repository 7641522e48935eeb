import { answerApi } from "@/lib/server/routes/api";
import "../support/database";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { importJobView } from "@/lib/contracts/import";
import { getDb, getPool } from "@/lib/server/db/client";
import { interruptImports } from "@/lib/server/usecases/imports/start-import";
import { type Actor, buildActor, buildTeam } from "../support/actors";
import { callRoute } from "../support/call-route";

// An import is followed and ended by its row, so that any process may answer for it. Each call here stands for a process
// of its own: none of them knows more of the job than what is in the database.

let teamId: string;
let lead: Actor;

beforeAll(async () => {
  teamId = await buildTeam();
});

beforeEach(async () => {
  lead = await buildActor(teamId, "lead");
});

const nothingUnderWay = () =>
  expect.poll(() => getDb().importJob.count({ where: { finishedAt: null } }), { timeout: 20_000 }).toBe(0);

// What one test has begun is over before the next one counts.
afterEach(nothingUnderWay);

const line = (index: number, step: string, day: number) =>
  `C-${index},${step},2026-03-${String(day).padStart(2, "0")}T09:00:00Z`;
const logOf = (cards: number) =>
  [
    "case_id,activity,timestamp",
    ...Array.from({ length: cards }, (_, index) => [line(index, "new", 2), line(index, "done", 5)]).flat(),
  ].join("\n");
const small = logOf(3);

async function keep(text: string, actor = lead): Promise<string> {
  const answer = await callRoute("post /imports/files", actor, {
    body: text,
    headers: { "Content-Type": "text/csv" },
  });
  expect(answer.status).toBe(201);
  return answer.body.id;
}

const start = async (file: string, options: object = { teamId }, actor = lead, headers = {}) =>
  callRoute("post /imports", actor, {
    query: { format: "event-log", file },
    body: options,
    headers: { Prefer: "respond-async", ...headers },
  });

async function read(id: string, actor = lead) {
  const answer = await callRoute("get /imports/{id}", actor, { params: { id } });
  return { status: answer.status, ...importJobView.partial().parse(answer.body) };
}

async function ended(id: string) {
  for (;;) {
    const job = await read(id);
    if (job.finishedAt) return job;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** An import that somebody holds up while it writes, as a slow one would be. */
async function startHeld(file: string, during: (id: string) => Promise<void>, actor = lead) {
  const holder = await getPool().connect();
  try {
    await holder.query("BEGIN");
    await holder.query("LOCK TABLE transition IN ACCESS EXCLUSIVE MODE");
    const { body } = await start(file, { teamId }, actor);
    await during(body.id);
    await holder.query("COMMIT");
    return body.id as string;
  } finally {
    holder.release();
  }
}

const countBoards = () => getDb().board.count({ where: { teamId } });
const countOf = async (table: string) =>
  (await getPool().query(`SELECT count(*)::int AS n FROM ${table}`)).rows[0].n as number;

test("an import is begun, followed and done, and its file is gone", async () => {
  const file = await keep(small);
  const started = await start(file, { teamId, boardName: "Followed" });
  expect(started.status).toBe(202);
  expect(started.headers.get("location")).toBe(`/api/v1/imports/${started.body.id}`);
  expect(started.headers.get("preference-applied")).toBe("respond-async");
  const job = await ended(started.body.id);
  expect(job).toMatchObject({
    state: "done",
    progress: 1,
    file: null,
    options: { boardName: "Followed" },
    answer: { cards: 3, transitions: 6, dropped: [] },
  });
  expect(await getDb().board.findUnique({ where: { id: job.answer?.boardId } })).toMatchObject({
    name: "Followed",
  });
  expect(await getDb().importFile.count({ where: { id: file } })).toBe(0);
});

test("one that fails says why in the file's own words, and its file and mapping stay for another try", async () => {
  const file = await keep(`${small}\nX,new,\0tomorrow`);
  const { body } = await start(file);
  const job = await ended(body.id);
  expect(job).toMatchObject({
    state: "failed",
    file: { id: file },
    options: { teamId },
    problem: { status: 400, code: "invalid" },
  });
  expect(job.problem?.errors?.[0]?.message).toContain("line 8");
});

test("it is its person's alone", async () => {
  const { body } = await start(await keep(small));
  const colleague = await buildActor(teamId, "owner");
  expect((await read(body.id, colleague)).status).toBe(404);
  const answer = await callRoute("delete /imports/{id}", colleague, { params: { id: body.id } });
  expect(answer.status).toBe(404);
  expect((await ended(body.id)).state).toBe("done");
});

test("cancelled by another process while it writes: nothing is there, and the file still is", async () => {
  const tables = ["board", "board_column", "card", "transition", "activity"];
  const before = await Promise.all(tables.map(countOf));
  const file = await keep(small);
  let answer: { status: number; body: { state: string } } | undefined;
  const id = await startHeld(file, async (job) => {
    answer = await callRoute("delete /imports/{id}", lead, { params: { id: job } });
  });
  expect(answer).toMatchObject({ status: 200, body: { state: "cancelled" } });
  expect(await ended(id)).toMatchObject({ state: "cancelled", file: { id: file } });
  // Whatever it was at when it heard of it is over by the time that its slot is free.
  await expect.poll(async () => (await start(file)).status, { timeout: 10_000 }).toBe(202);
  await nothingUnderWay();
  const after = await Promise.all(tables.map(countOf));
  expect(after.map((count, index) => count - (before[index] ?? 0))).toEqual([1, 2, 3, 6, 1]);
});

test("when the server ends, an import under way says at once that it was interrupted, and nothing of it stays", async () => {
  const boards = await countBoards();
  const id = await startHeld(await keep(small), async (job) => {
    await interruptImports();
    expect(await read(job)).toMatchObject({
      state: "failed",
      problem: { status: 503, code: "interrupted" },
    });
  });
  await ended(id);
  expect(await countBoards()).toBe(boards);
});

test("a cancel that comes too late changes nothing", async () => {
  const { body } = await start(await keep(small));
  await ended(body.id);
  const answer = await callRoute("delete /imports/{id}", lead, { params: { id: body.id } });
  expect(answer.body.state).toBe("done");
});

test("an import ends with the token that asked for it, and with the person", async () => {
  const before = await countBoards();
  const revoke = {
    token: "UPDATE access_token SET revoked_at = now() WHERE user_id = $1",
    person: "UPDATE user_account SET disabled_at = now() WHERE id = $1",
  };
  for (const sql of Object.values(revoke)) {
    const actor = await buildActor(teamId, "lead");
    const file = await keep(small, actor);
    const id = await startHeld(
      file,
      async (job) => {
        await getPool().query(sql, [actor.userId]);
        const stopped = () => getDb().importJob.findUnique({ where: { id: job } });
        await expect.poll(async () => (await stopped())?.state, { timeout: 5_000 }).toBe("failed");
      },
      actor,
    );
    expect(await getDb().importJob.findUnique({ where: { id } })).toMatchObject({
      problem: { code: "unauthenticated" },
    });
  }
  expect(await countBoards()).toBe(before);
});

test("a job whose process is gone is told as failed, and can no longer be done", async () => {
  const file = await keep(small);
  const id = "018f0000-0000-7000-8000-00000000dead";
  await getPool().query(
    `INSERT INTO import_job (id, user_id, file_id, format, options, state, progress, heartbeat_at)
    VALUES ($1, $2, $3, 'event-log', '{}', 'writing', 0.4, now() - interval '25 seconds')`,
    [id, lead.userId, file],
  );
  expect(await read(id)).toMatchObject({
    state: "failed",
    file: { id: file },
    problem: { status: 503, code: "interrupted", detail: expect.stringContaining("start it again") },
  });
});

test("three at once, no fourth; who waits is told when to come again", async () => {
  const files = await Promise.all([keep(small), keep(small), keep(small), keep(small)]);
  const [first = "", second = "", third = "", fourth = ""] = files;
  await startHeld(first, async () => {
    for (const file of [second, third]) expect((await start(file)).status).toBe(202);
    const refused = await start(fourth);
    expect([refused.status, refused.body.code]).toEqual([429, "rate-limited"]);
    expect(refused.body.detail).toContain("under way");
    expect(refused.headers.get("retry-after")).toBe("5");
    // The file is not lost by it.
    expect(
      (
        await callRoute("post /imports", lead, {
          query: { format: "event-log", file: fourth, dryRun: "true" },
          body: {},
        })
      ).status,
    ).toBe(200);
  });
  await expect.poll(async () => (await start(fourth)).status, { timeout: 10_000 }).toBe(202);
});

test("those of another process count, too", async () => {
  const file = await keep(small);
  for (let count = 0; count < 3; count++) {
    await getPool().query(
      `INSERT INTO import_job (id, user_id, format, options) VALUES (gen_random_uuid(), $1, 'event-log', '{}')`,
      [lead.userId],
    );
  }
  expect((await start(file)).status).toBe(429);
  await getPool().query("DELETE FROM import_job WHERE user_id = $1", [lead.userId]);
});

test("a repeat with the same key gets the first answer, and makes nothing", async () => {
  const before = await countBoards();
  const send = (text: string, headers: object = {}) => {
    const form = new FormData();
    form.append("file", new Blob([text]), "a.csv");
    form.append("options", JSON.stringify({ teamId }));
    const request = new Request("http://sluice.test/api/v1/imports?format=event-log", {
      method: "POST",
      headers: { Authorization: `Bearer ${lead.token}`, "Idempotency-Key": "once", ...headers },
      body: form,
    });
    return answerApi(request);
  };
  const [first, second] = await Promise.all([send(small), send(small)]);
  const answers = [await first.json(), await second.json()];
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(answers[0]).toEqual(answers[1]);
  const replayed = [first, second].map((answer) => answer.headers.get("idempotency-replayed"));
  expect(replayed.filter(Boolean)).toEqual(["true"]);
  expect((await send(logOf(4))).status).toBe(422);
  const followed = await send(small, { Prefer: "respond-async" });
  expect([followed.status, followed.headers.get("idempotency-replayed")]).toEqual([202, "true"]);
  expect(await countBoards()).toBe(before + 1);
  expect(await getDb().importFile.count({ where: { userId: lead.userId } })).toBe(0);
});

test("a repeat finds the first answer although the file is gone with its import", async () => {
  const file = await keep(small);
  const key = { "Idempotency-Key": "kept" };
  const first = await start(file, { teamId }, lead, key);
  await ended(first.body.id);
  const repeat = await start(file, { teamId }, lead, key);
  expect([repeat.status, repeat.body]).toEqual([202, first.body]);
  expect((await start(file, { teamId, boardName: "Other" }, lead, key)).status).toBe(422);
});

test("a refusal is an answer for its key; what the server broke off is none", async () => {
  const file = await keep(`${small}\nX,new,tomorrow`);
  const key = { "Idempotency-Key": "refused" };
  const send = () =>
    callRoute("post /imports", lead, {
      query: { format: "event-log", file },
      body: { teamId },
      headers: key,
    });
  const first = await send();
  expect(first.status).toBe(400);
  expect(await send()).toMatchObject({ status: 400, body: first.body });
  expect(await getDb().importJob.count({ where: { userId: lead.userId } })).toBe(1);
  await getPool().query(
    `UPDATE import_job SET problem = '{"code": "interrupted", "details": {}, "message": null}' WHERE user_id = $1`,
    [lead.userId],
  );
  expect((await send()).status).toBe(400);
  expect(await getDb().importJob.count({ where: { userId: lead.userId } })).toBe(2);
});
