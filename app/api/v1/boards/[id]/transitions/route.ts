import { logPageQuery } from "@/lib/contracts/cursor";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { listBoardTransitions } from "@/lib/server/usecases/boards/list-board-transitions";

export const GET = defineRoute({
  access: "read",
  params: idParams,
  query: logPageQuery,
  handler: ({ userId, params, query }) => listBoardTransitions(userId, params.id, query),
});
