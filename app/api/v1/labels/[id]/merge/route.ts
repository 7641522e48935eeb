import { mergeLabelRequest } from "@/lib/contracts/board";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { mergeLabel } from "@/lib/server/usecases/labels/merge-label";

export const POST = defineRoute({
  access: "write",
  params: idParams,
  body: mergeLabelRequest,
  handler: ({ userId, params, body }) => mergeLabel(userId, params.id, body.into),
});
