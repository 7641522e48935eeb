import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { restoreBoard } from "@/lib/server/usecases/boards/restore-board";

export const POST = defineRoute({
  access: "write",
  params: idParams,
  handler: ({ userId, params }) => restoreBoard(userId, params.id),
});
