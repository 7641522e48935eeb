import { restoreCardRequest } from "@/lib/contracts/card";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/http/define-route";
import { restoreCard } from "@/lib/server/usecases/restore-card";

export const POST = defineRoute({
  access: "write",
  params: idParams,
  body: restoreCardRequest,
  handler: ({ userId, params, body }) => restoreCard(userId, params.id, body),
});
