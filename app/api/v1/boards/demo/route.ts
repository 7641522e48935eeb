import { createDemoBoardRequest } from "@/lib/contracts/board";
import { defineRoute } from "@/lib/server/http/define-route";
import { createDemoBoard } from "@/lib/server/usecases/create-demo-board";

export const POST = defineRoute({
  access: "write",
  body: createDemoBoardRequest,
  status: 201,
  handler: async ({ userId, body }) => ({ id: (await createDemoBoard(userId, body.teamId)).boardId }),
});
