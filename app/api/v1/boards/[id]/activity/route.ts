import { idParams } from "@/lib/contracts/path";
import { pageQuery } from "@/lib/contracts/primitives";
import { defineRoute } from "@/lib/server/http/define-route";
import { listActivity } from "@/lib/server/usecases/list-activity";

export const GET = defineRoute({
  access: "read",
  params: idParams,
  query: pageQuery,
  handler: ({ userId, params, query }) => listActivity(userId, params.id, query),
});
