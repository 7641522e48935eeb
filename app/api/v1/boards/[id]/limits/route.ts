import { createLimitRequest, listLimitsQuery } from "@/lib/contracts/limit";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { createLimit } from "@/lib/server/usecases/limits/create-limit";
import { listLimits } from "@/lib/server/usecases/limits/list-limits";

export const GET = defineRoute({
  access: "read",
  params: idParams,
  query: listLimitsQuery,
  handler: async ({ userId, params, query }) => ({
    items: await listLimits(userId, params.id, query.asOf),
    nextCursor: null,
  }),
});

export const POST = defineRoute({
  access: "write",
  params: idParams,
  body: createLimitRequest,
  status: 201,
  handler: ({ userId, params, body }) => createLimit(userId, params.id, body),
});
