import { createCardRequest } from "@/lib/contracts/card";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/http/define-route";
import { createCard } from "@/lib/server/usecases/create-card";

export const POST = defineRoute({
  access: "write",
  params: idParams,
  body: createCardRequest,
  status: 201,
  handler: ({ userId, params, body }) => createCard(userId, params.id, body),
});
