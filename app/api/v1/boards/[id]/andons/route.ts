import { idParams } from "@/lib/contracts/path";
import { pageQuery } from "@/lib/contracts/primitives";
import { defineRoute } from "@/lib/server/http/define-route";
import { listAndons } from "@/lib/server/usecases/list-andons";

export const GET = defineRoute({
  access: "read",
  params: idParams,
  query: pageQuery,
  handler: ({ userId, params, query }) => listAndons(userId, params.id, query),
});
