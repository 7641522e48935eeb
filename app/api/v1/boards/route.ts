import { createBoardRequest, listBoardsQuery } from "@/lib/contracts/board";
import { defineRoute } from "@/lib/server/api/define-route";
import { createBoard } from "@/lib/server/usecases/boards/create-board";
import { listBoards } from "@/lib/server/usecases/boards/list-boards";

export const GET = defineRoute({
  access: "read",
  query: listBoardsQuery,
  handler: async ({ userId, query }) => ({ items: await listBoards(userId, query), nextCursor: null }),
});

export const POST = defineRoute({
  access: "write",
  body: createBoardRequest,
  status: 201,
  handler: async ({ userId, body }) => {
    const snapshot = await createBoard(userId, body);
    return { ...snapshot.board, ...snapshot };
  },
});
