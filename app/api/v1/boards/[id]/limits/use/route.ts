import { limitUseQuery } from "@/lib/contracts/limit";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { readLimitUse } from "@/lib/server/usecases/limits/read-limit-use";

export const GET = defineRoute({
  access: "read",
  params: idParams,
  query: limitUseQuery,
  handler: ({ userId, params, query }) => readLimitUse(userId, params.id, query),
});
