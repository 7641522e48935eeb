import { restoreCardRequest } from "@/lib/contracts/card";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { restoreCard } from "@/lib/server/usecases/cards/commands";

export const POST = defineRoute({
  access: "write",
  params: idParams,
  body: restoreCardRequest,
  handler: ({ userId, params, body }) => restoreCard(userId, params.id, body),
});
