import { rowPageQuery } from "@/lib/contracts/cursor";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { listAndons } from "@/lib/server/usecases/andon/list-andons";

export const GET = defineRoute({
  access: "read",
  params: idParams,
  query: rowPageQuery,
  handler: ({ userId, params, query }) => listAndons(userId, params.id, query),
});
