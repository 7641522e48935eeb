import { answerApi } from "@/lib/server/routes/api";
import "../support/database";
import { expect, test } from "vitest";
import { pageOwnerHeader } from "@/lib/contracts/page-owner";
import { getDb } from "@/lib/server/db/client";
import { streamBoards } from "@/lib/server/realtime/stream-boards";
import { readableVersions } from "@/lib/server/usecases/boards/follow-board";
import type { Actor } from "../support/actors";
import { buildBoard, buildCard } from "../support/boards";
import { callRoute } from "../support/call-route";
import { readEvents } from "../support/event-reader";

const unknownId = "018f0000-0000-7000-8000-000000000000";

async function follow(actor: Actor, query: Record<string, string>, headers: Record<string, string> = {}) {
  const stop = new AbortController();
  const request = new Request(`http://sluice.test/api/v1/events?${new URLSearchParams(query)}`, {
    headers: { Authorization: `Bearer ${actor.token}`, ...headers },
    signal: stop.signal,
  });
  const response = await answerApi(request);
  expect(response.status).toBe(200);
  return { ...readEvents(response), stop: () => stop.abort() };
}

/** Two boards of two teams, and the lead of the first one, who is a viewer of the second. */
async function buildTwoBoards() {
  const [first, second] = [await buildBoard(), await buildBoard()];
  const reader = first.lead;
  await getDb().membership.create({
    data: { teamId: second.teamId, userId: reader.userId, role: "viewer" },
  });
  const write = (board: typeof first, title: string) =>
    buildCard(board, board.member, board.column("Backlog"), { title });
  return { first, second, reader, write };
}

test("one stream carries several boards, and each event says which", async () => {
  const { first, second, reader, write } = await buildTwoBoards();
  const follower = await follow(reader, { boards: `${first.id},${second.id}` });
  await write(first, "One");
  expect(await follower.next()).toMatchObject({ boardId: first.id, version: 2, type: "card.created" });
  await write(second, "Two");
  expect(await follower.next()).toMatchObject({ boardId: second.id, version: 2, type: "card.created" });
  follower.stop();
});

test("who comes back with the last id gets what was missed of every board, once", async () => {
  const { first, second, reader, write } = await buildTwoBoards();
  const boards = `${first.id},${second.id}`;
  const before = await follow(reader, { boards, since: "1,1" });
  await write(first, "Heard");
  const { id } = (await before.nextMessage()) ?? {};
  expect(id).toBe("2,1");
  before.stop();
  await write(second, "Missed");
  await write(first, "Missed too");
  const after = await follow(reader, { boards, since: "1,1" }, { "Last-Event-ID": id ?? "" });
  const events = [await after.next(), await after.next()];
  expect(events.map((event) => [event?.boardId, event?.version])).toEqual(
    expect.arrayContaining([
      [first.id, 3],
      [second.id, 2],
    ]),
  );
  after.stop();
});

test("a stranger's board and an unknown one are told alike, and the others go on", async () => {
  const { first, reader, write } = await buildTwoBoards();
  const secret = await buildBoard();
  const follower = await follow(reader, { boards: `${secret.id},${unknownId},${first.id}`, since: "1,1,1" });
  for (const boardId of [secret.id, unknownId]) {
    const message = await follower.nextMessage();
    expect(message?.event).toBe("gone");
    expect(JSON.parse(message?.data ?? "")).toEqual({ boardId });
  }
  await write(secret as Parameters<typeof write>[0], "Not for them");
  await write(first, "For them");
  expect(await follower.nextMessage()).toMatchObject({ event: "change", id: ",,2" });
  follower.stop();
});

test("with no board left to read the stream ends", async () => {
  const board = await buildBoard();
  const follower = await follow(board.stranger, { boards: board.id });
  expect(await follower.nextMessage()).toMatchObject({ event: "gone" });
  expect(await follower.nextMessage()).toBeNull();
});

test("who is taken out of one team no longer hears its board, and hears the others", async () => {
  const { first, second, reader, write } = await buildTwoBoards();
  const response = await streamBoards({
    userId: reader.userId,
    boards: [first, second].map(({ id }) => ({ boardId: id, since: null })),
    findReadable: (ids) => readableVersions(reader.userId, ids),
    isStillSignedIn: async () => true,
    signal: new AbortController().signal,
  });
  const follower = readEvents(response);
  await getDb().membership.deleteMany({ where: { userId: reader.userId, teamId: second.teamId } });
  const gone = await follower.nextMessage();
  expect(gone?.event).toBe("gone");
  expect(JSON.parse(gone?.data ?? "")).toEqual({ boardId: second.id });
  await write(second, "Not for them");
  await write(first, "For them");
  expect(await follower.next()).toMatchObject({ boardId: first.id });
  await follower.stop();
});

test("a version that a board never had asks for a new start of that board alone", async () => {
  const { first, second, reader, write } = await buildTwoBoards();
  const follower = await follow(reader, { boards: `${first.id},${second.id}`, since: "99,1" });
  const reset = await follower.nextMessage();
  expect(reset?.event).toBe("reset");
  expect(JSON.parse(reset?.data ?? "")).toEqual({ boardId: first.id, version: 1 });
  await write(second, "Two");
  expect(await follower.next()).toMatchObject({ boardId: second.id, version: 2 });
  follower.stop();
});

test("boards are bounded, named once, and have a version each", async () => {
  const { id, lead } = await buildBoard();
  const ask = (query: Record<string, string>) => callRoute("get /events", lead, { query });
  const many = Array.from({ length: 51 }, (_, index) => unknownId.slice(0, -2) + String(10 + index));
  const wrong: Record<string, string>[] = [
    {},
    { boards: "" },
    { boards: many.join(",") },
    { boards: `${id},${id}` },
    { boards: "not-an-id" },
    { boards: id, since: "1,2" },
    { boards: id, since: "x" },
  ];
  for (const query of wrong) {
    expect(await ask(query), JSON.stringify(query)).toMatchObject({ status: 400, body: { code: "invalid" } });
  }
});

test("a page of one person does not speak for another who has signed in since", async () => {
  const board = await buildBoard();
  const ask = (owner: string) =>
    callRoute("get /me", board.member, { headers: { [pageOwnerHeader]: owner } });
  expect(await ask(board.lead.userId)).toMatchObject({ status: 409, body: { code: "other-person" } });
  expect((await ask(board.member.userId)).status).toBe(200);
});
