import { archiveLaneQuery, updateLaneRequest } from "@/lib/contracts/board";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { archiveLane } from "@/lib/server/usecases/lanes/archive-lane";
import { updateLane } from "@/lib/server/usecases/lanes/update-lane";

export const PATCH = defineRoute({
  access: "write",
  params: idParams,
  body: updateLaneRequest,
  handler: ({ userId, params, body }) => updateLane(userId, params.id, body),
});

export const DELETE = defineRoute({
  access: "write",
  params: idParams,
  query: archiveLaneQuery,
  status: 204,
  handler: ({ userId, params, query }) => archiveLane(userId, params.id, query.moveCardsTo),
});
