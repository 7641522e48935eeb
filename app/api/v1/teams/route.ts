import { createTeamRequest } from "@/lib/contracts/team";
import { defineRoute } from "@/lib/server/api/define-route";
import { createTeam } from "@/lib/server/usecases/teams/create-team";
import { listTeams } from "@/lib/server/usecases/teams/list-teams";

export const GET = defineRoute({
  access: "read",
  handler: async ({ userId }) => ({ items: await listTeams(userId), nextCursor: null }),
});

export const POST = defineRoute({
  access: "write",
  body: createTeamRequest,
  status: 201,
  handler: ({ userId, body }) => createTeam(userId, body.name),
});
