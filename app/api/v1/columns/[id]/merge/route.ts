import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/http/define-route";
import { mergeColumn } from "@/lib/server/usecases/merge-column";

export const POST = defineRoute({
  access: "write",
  params: idParams,
  handler: ({ userId, params }) => mergeColumn(userId, params.id),
});
