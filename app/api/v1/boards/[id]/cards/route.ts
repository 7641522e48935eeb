import { createCardRequest, listCardsQuery } from "@/lib/contracts/card";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { createCard } from "@/lib/server/usecases/cards/commands";
import { listCards } from "@/lib/server/usecases/cards/list-cards";

export const GET = defineRoute({
  access: "read",
  params: idParams,
  query: listCardsQuery,
  handler: ({ userId, params, query }) => listCards(userId, params.id, query),
});

export const POST = defineRoute({
  access: "write",
  params: idParams,
  body: createCardRequest,
  status: 201,
  handler: ({ userId, params, body }) => createCard(userId, params.id, body),
});
