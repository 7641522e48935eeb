import { updateLabelRequest } from "@/lib/contracts/board";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { removeLabel } from "@/lib/server/usecases/labels/remove-label";
import { updateLabel } from "@/lib/server/usecases/labels/update-label";

export const PATCH = defineRoute({
  access: "write",
  params: idParams,
  body: updateLabelRequest,
  handler: ({ userId, params, body }) => updateLabel(userId, params.id, body),
});

export const DELETE = defineRoute({
  access: "write",
  params: idParams,
  status: 204,
  handler: ({ userId, params }) => removeLabel(userId, params.id),
});
