import { waitRequest } from "@/lib/contracts/card";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { stopWaiting } from "@/lib/server/usecases/waiting-list/stop-waiting";
import { waitForColumn } from "@/lib/server/usecases/waiting-list/wait-for-column";

export const POST = defineRoute({
  access: "write",
  params: idParams,
  body: waitRequest,
  handler: ({ userId, params, body }) => waitForColumn(userId, params.id, body),
});

export const DELETE = defineRoute({
  access: "write",
  params: idParams,
  status: 204,
  handler: ({ userId, params }) => stopWaiting(userId, params.id),
});
