import { confirmPolicyRequest } from "@/lib/contracts/card";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/http/define-route";
import { confirmPolicy } from "@/lib/server/usecases/confirm-policy";

export const POST = defineRoute({
  access: "write",
  params: idParams,
  body: confirmPolicyRequest,
  handler: ({ userId, params, body }) => confirmPolicy(userId, params.id, body),
});
