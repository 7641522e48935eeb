import { limitUseQuery } from "@/lib/contracts/limit";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { getLimitUse } from "@/lib/server/usecases/limits/get-limit-use";

export const GET = defineRoute({
  access: "read",
  params: idParams,
  query: limitUseQuery,
  handler: ({ userId, params, query }) => getLimitUse(userId, params.id, query),
});
