import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { mergeColumn } from "@/lib/server/usecases/columns/merge-column";

export const POST = defineRoute({
  access: "write",
  params: idParams,
  handler: ({ userId, params }) => mergeColumn(userId, params.id),
});
