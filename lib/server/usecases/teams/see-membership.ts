import "server-only";
import { requireTeam } from "../../access/require-permission";
import { noteSeen } from "../../store/people/teams";

/** Notes that a person has seen that they were put into a team. */
export async function seeMembership(userId: string, teamId: string): Promise<void> {
  await requireTeam(userId, teamId, "team:read");
  await noteSeen(teamId, userId);
}
