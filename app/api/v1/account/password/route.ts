import { changePasswordRequest } from "@/lib/contracts/account";
import { readSessionId } from "@/lib/server/auth/authenticate";
import { defineRoute } from "@/lib/server/http/define-route";
import { changePassword } from "@/lib/server/usecases/manage-account";

export const POST = defineRoute({
  access: "admin",
  body: changePasswordRequest,
  status: 204,
  holdsSecret: true,
  handler: async ({ userId, body, request }) =>
    changePassword(userId, await readSessionId(request.headers.get("cookie")), body),
});
