import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/http/define-route";
import { removeLabel } from "@/lib/server/usecases/remove-label";

export const DELETE = defineRoute({
  access: "write",
  params: idParams,
  status: 204,
  handler: ({ userId, params }) => removeLabel(userId, params.id),
});
