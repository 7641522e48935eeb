import { moveCardRequest } from "@/lib/contracts/card";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { moveCard } from "@/lib/server/usecases/cards/commands";

export const POST = defineRoute({
  access: "write",
  params: idParams,
  body: moveCardRequest,
  handler: ({ userId, params, body }) => moveCard(userId, params.id, body),
});
