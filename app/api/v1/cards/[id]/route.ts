import { updateCardRequest } from "@/lib/contracts/card";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/http/define-route";
import { deleteCard } from "@/lib/server/usecases/delete-card";
import { getCard } from "@/lib/server/usecases/get-card";
import { updateCard } from "@/lib/server/usecases/update-card";

export const GET = defineRoute({
  access: "read",
  params: idParams,
  handler: ({ userId, params }) => getCard(userId, params.id),
});

export const PATCH = defineRoute({
  access: "write",
  params: idParams,
  body: updateCardRequest,
  handler: ({ userId, params, body }) => updateCard(userId, params.id, body),
});

export const DELETE = defineRoute({
  access: "write",
  params: idParams,
  status: 204,
  handler: ({ userId, params }) => deleteCard(userId, params.id),
});
