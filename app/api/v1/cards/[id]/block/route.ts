import { blockCardRequest } from "@/lib/contracts/card";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { blockCard } from "@/lib/server/usecases/cards/commands";

export const POST = defineRoute({
  access: "write",
  params: idParams,
  body: blockCardRequest,
  handler: ({ userId, params, body }) => blockCard(userId, params.id, body),
});
