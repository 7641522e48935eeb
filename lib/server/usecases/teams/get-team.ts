import "server-only";
import type { TeamView } from "@/lib/contracts/team";
import { DomainError } from "@/lib/domain/errors";
import { requireTeam } from "../../access/require-permission";
import { findTeam } from "../../store/people/teams";

/** One team. Throws `not-found` for strangers. */
export async function getTeam(userId: string, teamId: string): Promise<TeamView> {
  const role = await requireTeam(userId, teamId, "team:read");
  const team = await findTeam(teamId);
  if (!team) throw new DomainError("not-found");
  return { ...team, role, createdAt: team.createdAt.toISOString() };
}
