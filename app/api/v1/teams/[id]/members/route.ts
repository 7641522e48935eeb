import { z } from "zod";
import { id } from "@/lib/contracts/primitives";
import { addMemberRequest } from "@/lib/contracts/team";
import { defineRoute } from "@/lib/server/api/define-route";
import { addMember } from "@/lib/server/usecases/teams/add-member";
import { getMembers } from "@/lib/server/usecases/teams/list-members";

const params = z.object({ id });

export const GET = defineRoute({
  access: "read",
  params,
  handler: async ({ userId, params }) => ({ items: await getMembers(userId, params.id), nextCursor: null }),
});

export const POST = defineRoute({
  access: "admin",
  params,
  body: addMemberRequest,
  status: 201,
  handler: ({ userId, params, body }) => addMember(userId, params.id, body),
});
