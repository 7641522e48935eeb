import { undoRequest } from "@/lib/contracts/card";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { undoAction } from "@/lib/server/usecases/cards/commands";

export const POST = defineRoute({
  access: "write",
  params: idParams,
  body: undoRequest,
  handler: ({ userId, params, body }) => undoAction(userId, params.id, body),
});
