import { confirmPolicyRequest } from "@/lib/contracts/card";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { confirmPolicy } from "@/lib/server/usecases/exit-policies/confirm-exit-policy";

export const POST = defineRoute({
  access: "write",
  params: idParams,
  body: confirmPolicyRequest,
  handler: ({ userId, params, body }) => confirmPolicy(userId, params.id, body),
});
