import { z } from "zod";
import { id } from "@/lib/contracts/primitives";
import { defineRoute } from "@/lib/server/api/define-route";
import { seeMembership } from "@/lib/server/usecases/teams/see-membership";

export const POST = defineRoute({
  access: "write",
  params: z.object({ id }),
  status: 204,
  handler: ({ userId, params }) => seeMembership(userId, params.id),
});
