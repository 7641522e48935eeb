import { createLabelRequest } from "@/lib/contracts/board";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { createLabel } from "@/lib/server/usecases/labels/create-label";
import { listLabels } from "@/lib/server/usecases/labels/list-labels";

export const GET = defineRoute({
  access: "read",
  params: idParams,
  handler: async ({ userId, params }) => ({ items: await listLabels(userId, params.id), nextCursor: null }),
});

export const POST = defineRoute({
  access: "write",
  params: idParams,
  body: createLabelRequest,
  status: 201,
  handler: ({ userId, params, body }) => createLabel(userId, params.id, body),
});
