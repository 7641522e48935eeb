import { changePasswordRequest } from "@/lib/contracts/account";
import { defineRoute } from "@/lib/server/api/define-route";
import { readSessionId } from "@/lib/server/auth/authenticate";
import { changePassword } from "@/lib/server/usecases/account/change-password";

export const POST = defineRoute({
  access: "admin",
  body: changePasswordRequest,
  status: 204,
  holdsSecret: true,
  handler: async ({ userId, body, request }) =>
    changePassword(userId, await readSessionId(request.headers.get("cookie")), body),
});
