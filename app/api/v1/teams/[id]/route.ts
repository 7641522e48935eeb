import { z } from "zod";
import { id } from "@/lib/contracts/primitives";
import { createTeamRequest } from "@/lib/contracts/team";
import { defineRoute } from "@/lib/server/api/define-route";
import { changeTeamName } from "@/lib/server/usecases/teams/change-team-name";
import { getTeam } from "@/lib/server/usecases/teams/get-team";

const params = z.object({ id });

export const GET = defineRoute({
  access: "read",
  params,
  handler: ({ userId, params }) => getTeam(userId, params.id),
});

export const PATCH = defineRoute({
  access: "admin",
  params,
  body: createTeamRequest,
  handler: ({ userId, params, body }) => changeTeamName(userId, params.id, body.name),
});
