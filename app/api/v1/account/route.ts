import { updateAccountRequest } from "@/lib/contracts/account";
import { defineRoute } from "@/lib/server/api/define-route";
import { changeName } from "@/lib/server/usecases/account/change-name";

export const PATCH = defineRoute({
  access: "admin",
  body: updateAccountRequest,
  handler: ({ userId, body }) => changeName(userId, body.name),
});
