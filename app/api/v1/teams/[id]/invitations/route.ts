import { z } from "zod";
import { id } from "@/lib/contracts/primitives";
import { createInvitationRequest } from "@/lib/contracts/team";
import { defineRoute } from "@/lib/server/http/define-route";
import { getInvitations, inviteToTeam } from "@/lib/server/usecases/manage-team";

const params = z.object({ id });

export const GET = defineRoute({
  access: "read",
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
    return { ...invitation, url: new URL(`/invitation/${token}`, originOf(request)).toString() };
  },
});

/** The address under which the browser or client reached this server, as the proxy in front reports it. */
function originOf(request: Request): string {
  const host = request.headers.get("x-forwarded-host")?.split(",")[0]?.trim() ?? request.headers.get("host");
  const protocol = request.headers.get("x-forwarded-proto")?.split(",")[0]?.trim() ?? "http";
  return host ? `${protocol}://${host}` : request.url;
}
