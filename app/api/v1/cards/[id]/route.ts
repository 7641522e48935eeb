import { updateCardRequest } from "@/lib/contracts/card";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { deleteCard, updateCard } from "@/lib/server/usecases/cards/commands";
import { getCard } from "@/lib/server/usecases/cards/get-card";

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
