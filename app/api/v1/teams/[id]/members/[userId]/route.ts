import { z } from "zod";
import { id } from "@/lib/contracts/primitives";
import { updateMemberRequest } from "@/lib/contracts/team";
import { defineRoute } from "@/lib/server/api/define-route";
import { changeRole } from "@/lib/server/usecases/teams/change-role";
import { removeMember } from "@/lib/server/usecases/teams/remove-member";

const params = z.object({ id, userId: id });

export const PATCH = defineRoute({
  access: "admin",
  params,
  body: updateMemberRequest,
  handler: ({ userId, params, body }) => changeRole(userId, params.id, params.userId, body.role),
});

export const DELETE = defineRoute({
  access: "admin",
  params,
  status: 204,
  handler: ({ userId, params }) => removeMember(userId, params.id, params.userId),
});
