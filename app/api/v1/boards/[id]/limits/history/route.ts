import { rowPageQuery } from "@/lib/contracts/cursor";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { listLimitChanges } from "@/lib/server/usecases/limits/list-limit-changes";

export const GET = defineRoute({
  access: "read",
  params: idParams,
  query: rowPageQuery,
  handler: ({ userId, params, query }) => listLimitChanges(userId, params.id, query),
});
