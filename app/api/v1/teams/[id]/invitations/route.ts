import { z } from "zod";
import { id } from "@/lib/contracts/primitives";
import { createInvitationRequest } from "@/lib/contracts/team";
import { defineRoute } from "@/lib/server/api/define-route";
import { originOf } from "@/lib/server/http/request-facts";
import { inviteToTeam } from "@/lib/server/usecases/teams/invite-to-team";
import { getInvitations } from "@/lib/server/usecases/teams/list-invitations";

const params = z.object({ id });

export const GET = defineRoute({
  access: "admin",
  params,
  handler: async ({ userId, params }) => ({
    items: await getInvitations(userId, params.id),
    nextCursor: null,
  }),
});

export const POST = defineRoute({
  access: "admin",
  params,
  body: createInvitationRequest,
  status: 201,
  holdsSecret: true,
  handler: async ({ userId, params, body, request }) => {
    const { token, ...invitation } = await inviteToTeam(userId, params.id, body);
    return { ...invitation, url: new URL(`/invitation/${token}`, originOf(request.headers)).toString() };
  },
});
