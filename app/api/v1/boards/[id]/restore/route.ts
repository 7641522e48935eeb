import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/http/define-route";
import { restoreBoard } from "@/lib/server/usecases/restore-board";

export const POST = defineRoute({
  access: "write",
  params: idParams,
  handler: ({ userId, params }) => restoreBoard(userId, params.id),
});
