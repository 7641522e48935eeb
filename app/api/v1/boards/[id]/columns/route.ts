import { createColumnRequest } from "@/lib/contracts/board";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { createColumn } from "@/lib/server/usecases/columns/create-column";

export const POST = defineRoute({
  access: "write",
  params: idParams,
  body: createColumnRequest,
  status: 201,
  handler: ({ userId, params, body }) => createColumn(userId, params.id, body),
});
