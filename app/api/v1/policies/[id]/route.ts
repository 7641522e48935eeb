import { updatePolicyRequest } from "@/lib/contracts/board";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { changeExitPolicy } from "@/lib/server/usecases/exit-policies/change-exit-policy";
import { removeExitPolicy } from "@/lib/server/usecases/exit-policies/remove-exit-policy";

export const PATCH = defineRoute({
  access: "write",
  params: idParams,
  body: updatePolicyRequest,
  handler: ({ userId, params, body }) => changeExitPolicy(userId, params.id, body),
});

export const DELETE = defineRoute({
  access: "write",
  params: idParams,
  status: 204,
  handler: ({ userId, params }) => removeExitPolicy(userId, params.id),
});
