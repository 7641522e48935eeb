import { logPageQuery } from "@/lib/contracts/cursor";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/http/define-route";
import { listCardTransitions } from "@/lib/server/usecases/list-card-transitions";

export const GET = defineRoute({
  access: "read",
  params: idParams,
  query: logPageQuery,
  handler: ({ userId, params, query }) => listCardTransitions(userId, params.id, query),
});
