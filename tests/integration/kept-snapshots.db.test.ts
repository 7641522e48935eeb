import "../support/database";
import { beforeAll, expect, test, vi } from "vitest";
import { getPool } from "@/lib/server/db/client";
import { keptSnapshots } from "@/lib/server/store/board/kept-snapshots";
import { getBoardText, keepOpenedBoards } from "@/lib/server/usecases/boards/get-board";
import { buildActor } from "../support/actors";
import { buildBoard, buildCard } from "../support/boards";
import { callRoute } from "../support/call-route";

// A server keeps boards that were opened lately: nobody sees what was, or what is another's.

beforeAll(keepOpenedBoards);

const open = async (userId: string, boardId: string) => {
  const { etag, body } = await getBoardText(userId, boardId, null);
  return { etag, body, board: JSON.parse(body ?? "null") };
};

test("who opens a board after somebody else gets the same text; a change is in the next one", async () => {
  const board = await buildBoard();
  const first = await vi.waitFor(async () => {
    const opened = await open(board.member.userId, board.id);
    expect(keptSnapshots(board.id).get(opened.etag)).toBe(opened.body);
    return opened;
  });
  expect(await open(board.member.userId, board.id)).toEqual(first);
  const card = await buildCard(board, board.member, board.column("Backlog"));
  const second = await open(board.member.userId, board.id);
  expect(second.etag).not.toBe(first.etag);
  expect(second.board.cards.map(({ id }: { id: string }) => id)).toEqual([card.id]);
});

test("each role gets the board as it is for that role, and a stranger none", async () => {
  const board = await buildBoard();
  for (const person of [board.member, board.viewer, board.lead, board.member])
    expect((await open(person.userId, board.id)).board.board.role).toBe(
      { [board.member.userId]: "member", [board.viewer.userId]: "viewer", [board.lead.userId]: "lead" }[
        person.userId
      ],
    );
  const stranger = await buildActor();
  expect((await callRoute("get /boards/{id}", stranger, { params: { id: board.id } })).status).toBe(404);
});

test("a reader's own tag is answered without a body, whether the board is kept or not", async () => {
  const board = await buildBoard();
  const { etag } = await open(board.member.userId, board.id);
  const again = () =>
    callRoute("get /boards/{id}", board.member, {
      params: { id: board.id },
      headers: { "If-None-Match": etag },
    });
  expect((await again()).status).toBe(304);
  keepOpenedBoards();
  expect((await again()).status).toBe(304);
});

test("what SQL typed by hand changes without a version is seen by who opens the board two seconds later", async () => {
  const board = await buildBoard();
  const card = await buildCard(board, board.member, board.column("Backlog"));
  await open(board.member.userId, board.id);
  await getPool().query("UPDATE card SET title = 'By hand' WHERE id = $1", [card.id]);
  await vi.waitFor(
    async () => expect((await open(board.member.userId, board.id)).board.cards[0].title).toBe("By hand"),
    { timeout: 3_000 },
  );
});
