import { updateBoardRequest } from "@/lib/contracts/board";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { notModified, snapshotResponse } from "@/lib/server/http/entity-tag";
import { archiveBoard } from "@/lib/server/usecases/boards/archive-board";
import { getBoardText } from "@/lib/server/usecases/boards/get-board";
import { updateBoard } from "@/lib/server/usecases/boards/update-board";

export const GET = defineRoute({
  access: "read",
  params: idParams,
  handler: async ({ userId, params, request }) => {
    const { etag, body } = await getBoardText(userId, params.id, request.headers.get("if-none-match"));
    return body === null ? notModified(etag) : snapshotResponse(etag, body);
  },
});

export const PATCH = defineRoute({
  access: "write",
  params: idParams,
  body: updateBoardRequest,
  handler: ({ userId, params, body }) => updateBoard(userId, params.id, body),
});

export const DELETE = defineRoute({
  access: "write",
  params: idParams,
  status: 204,
  handler: ({ userId, params }) => archiveBoard(userId, params.id),
});
