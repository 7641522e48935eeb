import { createDemoBoardRequest } from "@/lib/contracts/board";
import { defineRoute } from "@/lib/server/api/define-route";
import { createDemoBoard } from "@/lib/server/usecases/boards/create-demo-board";

export const POST = defineRoute({
  access: "write",
  body: createDemoBoardRequest,
  status: 201,
  handler: async ({ userId, body }) => ({ id: (await createDemoBoard(userId, body.teamId)).boardId }),
});
