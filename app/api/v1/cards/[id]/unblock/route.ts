import { unblockCardRequest } from "@/lib/contracts/card";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { unblockCard } from "@/lib/server/usecases/cards/commands";

export const POST = defineRoute({
  access: "write",
  params: idParams,
  body: unblockCardRequest,
  handler: ({ userId, params, body }) => unblockCard(userId, params.id, body),
});
