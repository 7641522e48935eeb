import { splitColumnRequest } from "@/lib/contracts/board";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { splitColumn } from "@/lib/server/usecases/columns/split-column";

export const POST = defineRoute({
  access: "write",
  params: idParams,
  body: splitColumnRequest,
  handler: ({ userId, params, body }) => splitColumn(userId, params.id, body.doneName),
});
