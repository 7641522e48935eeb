import { transferCardRequest } from "@/lib/contracts/card";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { transferCard } from "@/lib/server/usecases/cards/commands";

export const POST = defineRoute({
  access: "write",
  params: idParams,
  body: transferCardRequest,
  handler: ({ userId, params, body }) => transferCard(userId, params.id, body),
});
