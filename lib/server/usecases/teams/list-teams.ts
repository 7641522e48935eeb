import "server-only";
import type { TeamView } from "@/lib/contracts/team";
import { listTeamsOf } from "../../store/people/teams";

/** Teams of a person, the one joined first first. */
export async function listTeams(userId: string): Promise<TeamView[]> {
  const memberships = await listTeamsOf(userId);
  return memberships.map(({ role, team }) => ({ ...team, role, createdAt: team.createdAt.toISOString() }));
}
