import "../support/database";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { problem } from "@/lib/contracts/problem";
import { defineRoute } from "@/lib/server/api/define-route";
import { getDb } from "@/lib/server/db/client";
import { buildBoard, buildCard, type TestBoard } from "../support/boards";
import { callRoute, callUnlisted } from "../support/call-route";
import { readEverything } from "../support/verified";

let board: TestBoard;
beforeAll(async () => {
  board = await buildBoard([
    { name: "Ready", kind: "queue" },
    { name: "Doing", kind: "active", limit: { max: 1 } },
  ]);
});

const create = (body: unknown, headers: Record<string, string> = {}) =>
  callRoute("post /boards/{id}/cards", board.member, { params: { id: board.id }, body, headers });

test("a body that is not valid is refused with every fault's path, and nothing is written", async () => {
  const before = await readEverything();
  const answer = await create({ columnId: "x", title: " ", colour: "red" });
  expect(answer.status).toBe(400);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  const { errors = [] } = problem.parse(answer.body);
  expect(errors.map(({ path }) => path).sort()).toEqual(["", "columnId", "title"]);
  expect((await create("{")).body.errors).toEqual([{ path: "", message: "Not valid JSON." }]);
  expect(
    (await create({ columnId: board.column("Ready"), title: "A", assigneeIds: [board.stranger.userId] })).body
      .errors,
  ).toMatchObject([{ path: "assigneeIds" }]);
  expect(await readEverything()).toEqual(before);
});

test("too large, whether announced or not, and not JSON", async () => {
  const large = { columnId: board.column("Ready"), title: "A", description: "x".repeat(600_000) };
  expect((await create(large)).status).toBe(413);
  expect((await create(large, { "Content-Length": "10" })).status).toBe(413);
  expect((await create("a=b", { "Content-Type": "application/x-www-form-urlencoded" })).status).toBe(415);
});

test("a repeat with the same key gets the first answer and changes nothing", async () => {
  const body = { columnId: board.column("Ready"), title: "Once" };
  const first = await create(body, { "Idempotency-Key": "once" });
  const before = await readEverything();
  const repeat = await create(body, { "Idempotency-Key": "once" });
  expect(repeat).toMatchObject({ status: 201, body: first.body });
  expect(repeat.headers.get("idempotency-replayed")).toBe("true");
  const other = await create({ ...body, title: "Twice" }, { "Idempotency-Key": "once" });
  expect(other).toMatchObject({ status: 422, body: { code: "idempotency-conflict" } });
  expect(await readEverything()).toEqual(before);
});

test("a refusal is an answer too: its repeat stays refused although there is room by now", async () => {
  const holder = await buildCard(board, board.member, board.column("Doing"));
  const card = await buildCard(board, board.member, board.column("Ready"));
  const move = (key: string) =>
    callRoute("post /cards/{id}/move", board.member, {
      params: { id: card.id },
      body: { columnId: board.column("Doing") },
      headers: { "Idempotency-Key": key },
    });
  const refused = await move("refused");
  expect(refused.status).toBe(409);
  await callRoute("post /cards/{id}/move", board.member, {
    params: { id: holder.id },
    body: { columnId: board.column("Ready") },
  });
  expect(await move("refused")).toMatchObject({ status: 409, body: refused.body });
  expect((await move("another")).status).toBe(200);
});

test("one person's key is not another's", async () => {
  const body = { columnId: board.column("Ready"), title: "Mine" };
  const mine = await create(body, { "Idempotency-Key": "shared" });
  const theirs = await callRoute("post /boards/{id}/cards", board.lead, {
    params: { id: board.id },
    body,
    headers: { "Idempotency-Key": "shared" },
  });
  expect(theirs.body.id).not.toBe(mine.body.id);
});

test("a failure of ours tells nothing but a request id, undoes the work, and is not kept for repeats", async () => {
  let calls = 0;
  const failing = defineRoute({
    method: "post",
    path: "/failing",
    summary: "Fails",
    access: "write",
    body: z.object({}),
    handler: async () => {
      calls++;
      throw new Error("secret of the house");
    },
  });
  for (let times = 0; times < 2; times++) {
    const answer = await callUnlisted(failing, board.member, {
      body: {},
      headers: { "Idempotency-Key": "failing" },
    });
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toContain("secret");
    expect(answer.body.requestId).toMatch(/^[0-9a-f-]{36}$/);
  }
  expect(calls).toBe(2);
  expect(await getDb().idempotencyKey.count({ where: { key: "failing" } })).toBe(0);
});

test("answers are for this reader and this moment", async () => {
  const answer = await create({ columnId: board.column("Ready"), title: "Fresh" });
  expect(answer.headers.get("cache-control")).toBe("no-store");
});
