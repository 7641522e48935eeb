import { createLaneRequest } from "@/lib/contracts/board";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { createLane } from "@/lib/server/usecases/lanes/create-lane";

export const POST = defineRoute({
  access: "write",
  params: idParams,
  body: createLaneRequest,
  status: 201,
  handler: ({ userId, params, body }) => createLane(userId, params.id, body),
});
