import { rowPageQuery } from "@/lib/contracts/cursor";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { listActivity } from "@/lib/server/usecases/boards/list-activity";

export const GET = defineRoute({
  access: "read",
  params: idParams,
  query: rowPageQuery,
  handler: ({ userId, params, query }) => listActivity(userId, params.id, query),
});
