import { archiveColumnQuery, updateColumnRequest } from "@/lib/contracts/board";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { archiveColumn } from "@/lib/server/usecases/columns/archive-column";
import { updateColumn } from "@/lib/server/usecases/columns/update-column";

export const PATCH = defineRoute({
  access: "write",
  params: idParams,
  body: updateColumnRequest,
  handler: ({ userId, params, body }) => updateColumn(userId, params.id, body),
});

export const DELETE = defineRoute({
  access: "write",
  params: idParams,
  query: archiveColumnQuery,
  status: 204,
  handler: ({ userId, params, query }) => archiveColumn(userId, params.id, query),
});
