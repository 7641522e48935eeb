import { z } from "zod";
import { id } from "@/lib/contracts/primitives";
import { defineRoute } from "@/lib/server/api/define-route";
import { revokeInvitation } from "@/lib/server/usecases/teams/revoke-invitation";

export const DELETE = defineRoute({
  access: "admin",
  params: z.object({ id, invitationId: id }),
  status: 204,
  handler: ({ userId, params }) => revokeInvitation(userId, params.id, params.invitationId),
});
