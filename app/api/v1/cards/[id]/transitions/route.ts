import { logPageQuery } from "@/lib/contracts/cursor";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { listCardTransitions } from "@/lib/server/usecases/cards/list-card-transitions";

export const GET = defineRoute({
  access: "read",
  params: idParams,
  query: logPageQuery,
  handler: ({ userId, params, query }) => listCardTransitions(userId, params.id, query),
});
