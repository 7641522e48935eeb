import { importCardsRequest } from "@/lib/contracts/card";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { createCards } from "@/lib/server/usecases/cards/commands";

export const POST = defineRoute({
  access: "write",
  params: idParams,
  body: importCardsRequest,
  maxBodyBytes: 4 * 1024 * 1024,
  status: 201,
  handler: ({ userId, params, body }) => createCards(userId, params.id, body),
});
