import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { setInSwarm } from "@/lib/server/usecases/andon/join-andon";

export const POST = defineRoute({
  access: "write",
  params: idParams,
  status: 204,
  handler: ({ userId, params }) => setInSwarm(userId, params.id, true),
});

export const DELETE = defineRoute({
  access: "write",
  params: idParams,
  status: 204,
  handler: ({ userId, params }) => setInSwarm(userId, params.id, false),
});
