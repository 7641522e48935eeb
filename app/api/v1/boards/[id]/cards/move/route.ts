import { moveCardsRequest } from "@/lib/contracts/card";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { moveCards } from "@/lib/server/usecases/cards/commands";

export const POST = defineRoute({
  access: "write",
  params: idParams,
  body: moveCardsRequest,
  handler: ({ userId, params, body }) => moveCards(userId, params.id, body),
});
