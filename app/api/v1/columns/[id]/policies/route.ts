import { createPolicyRequest } from "@/lib/contracts/board";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { addExitPolicy } from "@/lib/server/usecases/exit-policies/add-exit-policy";
import { listExitPolicies } from "@/lib/server/usecases/exit-policies/list-exit-policies";

export const GET = defineRoute({
  access: "read",
  params: idParams,
  handler: async ({ userId, params }) => ({
    items: await listExitPolicies(userId, params.id),
    nextCursor: null,
  }),
});

export const POST = defineRoute({
  access: "write",
  params: idParams,
  body: createPolicyRequest,
  status: 201,
  handler: ({ userId, params, body }) => addExitPolicy(userId, params.id, body),
});
