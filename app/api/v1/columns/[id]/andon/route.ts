import { pullAndonRequest } from "@/lib/contracts/board";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { pullAndon } from "@/lib/server/usecases/andon/pull-andon";
import { releaseAndon } from "@/lib/server/usecases/andon/release-andon";

export const POST = defineRoute({
  access: "write",
  params: idParams,
  body: pullAndonRequest,
  handler: ({ userId, params, body }) => pullAndon(userId, params.id, body.reason),
});

export const DELETE = defineRoute({
  access: "write",
  params: idParams,
  status: 204,
  handler: ({ userId, params }) => releaseAndon(userId, params.id),
});
