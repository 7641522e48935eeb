import { answerApi } from "@/lib/server/routes/api";
import "../support/database";
import { expect, test } from "vitest";
import { getDb, getPool } from "@/lib/server/db/client";
import { openEventStream } from "@/lib/server/realtime/event-stream";
import { streamBoards } from "@/lib/server/realtime/stream-boards";
import type { Actor } from "../support/actors";
import { buildBoard, buildCard } from "../support/boards";
import { callRoute } from "../support/call-route";
import { readEvents } from "../support/event-reader";

async function follow(actor: Actor, boardId: string, headers: Record<string, string> = {}, query = "") {
  const stop = new AbortController();
  const request = new Request(`http://sluice.test/api/v1/boards/${boardId}/events${query}`, {
    headers: { Authorization: `Bearer ${actor.token}`, ...headers },
    signal: stop.signal,
  });
  const response = await answerApi(request);
  return { response, stop: () => stop.abort(), ...(response.ok ? readEvents(response) : {}) } as {
    response: Response;
    stop: () => void;
  } & ReturnType<typeof readEvents>;
}

test("a move reaches every follower, with the card as it is now", async () => {
  const board = await buildBoard();
  const card = await buildCard(board, board.member, board.column("Ready"));
  const followers = await Promise.all([follow(board.lead, board.id), follow(board.viewer, board.id)]);
  await callRoute("post /cards/{id}/move", board.member, {
    params: { id: card.id },
    body: { columnId: board.column("Doing") },
  });
  for (const follower of followers) {
    const event = await follower.next();
    expect(event).toMatchObject({
      type: "card.moved",
      cardId: card.id,
      actorId: board.member.userId,
      card: { columnId: board.column("Doing"), version: 2 },
    });
    follower.stop();
  }
});

test("a follower that comes back gets what it missed, once and in order, then goes on live", async () => {
  const board = await buildBoard();
  const first = await buildCard(board, board.member, board.column("Ready"), { title: "First" });
  for (const title of ["Second", "Third"]) {
    await buildCard(board, board.member, board.column("Ready"), { title });
  }
  const follower = await follow(board.viewer, board.id, { "Last-Event-ID": "2" });
  await callRoute("post /cards/{id}/move", board.member, {
    params: { id: first.id },
    body: { columnId: board.column("Doing") },
  });
  const events = [await follower.next(), await follower.next(), await follower.next()];
  expect(events.map((event) => event?.version)).toEqual([3, 4, 5]);
  expect(events.map((event) => event?.type)).toEqual(["card.created", "card.created", "card.moved"]);
  follower.stop();
});

test("a change of the board's structure brings the structure", async () => {
  const board = await buildBoard();
  const follower = await follow(board.viewer, board.id, {}, "?since=1");
  await callRoute("post /boards/{id}/labels", board.member, {
    params: { id: board.id },
    body: { name: "Urgent" },
  });
  const event = await follower.next();
  expect(event).toMatchObject({ type: "label.created", structure: { labels: [{ name: "Urgent" }] } });
  follower.stop();
});

test("many writers at once: every follower sees every version exactly once", async () => {
  const board = await buildBoard();
  const follower = await follow(board.viewer, board.id);
  const late: Awaited<ReturnType<typeof follow>>[] = [];
  const writes = Array.from({ length: 40 }, async (_, index) => {
    await buildCard(board, board.member, board.column("Backlog"), { title: `Card ${index}` });
    if (index % 10 === 0) late.push(await follow(board.lead, board.id, {}, "?since=1"));
  });
  await Promise.all(writes);
  for (const reader of [follower, ...late]) {
    for (let version = 2; version <= 41; version++) {
      expect((await reader.next())?.version).toBe(version);
    }
    reader.stop();
  }
});

test("after the listening connection was lost, followers get what happened meanwhile", async () => {
  const board = await buildBoard();
  const follower = await follow(board.viewer, board.id);
  await getPool().query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'sluice-listener' AND datname = current_database()",
  );
  await buildCard(board, board.member, board.column("Backlog"));
  expect((await follower.next())?.type).toBe("card.created");
  follower.stop();
});

test("strangers are not let in, and nobody without a token", async () => {
  const board = await buildBoard();
  expect((await follow(board.stranger, board.id)).response.status).toBe(404);
  expect((await follow({ userId: "", token: "unknown" }, board.id)).response.status).toBe(401);
});

test("a version that the board never had asks for a new start", async () => {
  const board = await buildBoard();
  const follower = await follow(board.viewer, board.id, { "Last-Event-ID": "99" });
  expect(await follower.nextMessage()).toMatchObject({ event: "reset", id: "1" });
  follower.stop();
});

test("the stream ends when the membership does, and says so", async () => {
  const board = await buildBoard();
  let isMember = true;
  const response = await streamBoards({
    userId: board.viewer.userId,
    boards: [{ boardId: board.id, since: null }],
    findReadable: async () => new Map(isMember ? [[board.id, 1]] : []),
    isStillSignedIn: async () => true,
    signal: new AbortController().signal,
    heartbeatMs: 10,
  });
  const reader = readEvents(response);
  isMember = false;
  expect(await reader.nextMessage()).toMatchObject({ event: "gone" });
  expect(await reader.next()).toBeNull();
});

test("the stream ends when the session does", async () => {
  const board = await buildBoard();
  let isSignedIn = true;
  const response = await streamBoards({
    userId: board.viewer.userId,
    boards: [{ boardId: board.id, since: null }],
    findReadable: async () => new Map([[board.id, 1]]),
    isStillSignedIn: async () => isSignedIn,
    signal: new AbortController().signal,
    heartbeatMs: 10,
  });
  isSignedIn = false;
  const reader = readEvents(response);
  expect(await reader.nextMessage()).toMatchObject({ event: "ended" });
  expect(await reader.nextMessage()).toBeNull();
});

test("the route asks for session and membership at each heartbeat", async () => {
  const board = await buildBoard();
  await getDb().membership.deleteMany({ where: { userId: board.viewer.userId } });
  expect((await follow(board.viewer, board.id)).response.status).toBe(404);
});

test("the first bytes come at once, and nothing on the way may hold events back", async () => {
  const board = await buildBoard();
  const { response, stop } = await follow(board.viewer, board.id);
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  expect(response.headers.get("cache-control")).toContain("no-transform");
  expect(response.headers.get("x-accel-buffering")).toBe("no");
  stop();
});

test("a reader that does not keep up is cut off", () => {
  let isClosed = false;
  const stream = openEventStream(new AbortController().signal, () => {
    isClosed = true;
  });
  const data = { text: "x".repeat(100_000) };
  for (let version = 1; version <= 20; version++) stream.send({ id: String(version), event: "change", data });
  expect(isClosed).toBe(true);
});
