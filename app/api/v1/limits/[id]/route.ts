import { removeLimitQuery, updateLimitRequest } from "@/lib/contracts/limit";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { removeLimit } from "@/lib/server/usecases/limits/remove-limit";
import { updateLimit } from "@/lib/server/usecases/limits/update-limit";

export const PATCH = defineRoute({
  access: "write",
  params: idParams,
  body: updateLimitRequest,
  handler: ({ userId, params, body }) => updateLimit(userId, params.id, body),
});

export const DELETE = defineRoute({
  access: "write",
  params: idParams,
  query: removeLimitQuery,
  status: 204,
  handler: ({ userId, params, query }) => removeLimit(userId, params.id, query.why),
});
