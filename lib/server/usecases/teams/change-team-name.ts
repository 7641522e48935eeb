import "server-only";
import type { TeamView } from "@/lib/contracts/team";
import { requireTeam } from "../../access/require-permission";
import { recordSecurityEvent } from "../../audit/record-security-event";
import { inTransaction } from "../../db/transaction";
import { renameTeam } from "../../store/people/teams";
import { getTeam } from "./get-team";

/** Gives a team another name. */
export async function changeTeamName(userId: string, teamId: string, name: string): Promise<TeamView> {
  await requireTeam(userId, teamId, "team:manage");
  await inTransaction(async () => {
    await renameTeam(teamId, name);
    await recordSecurityEvent({ event: "team-renamed", actorId: userId, teamId, details: { name } });
  });
  return getTeam(userId, teamId);
}
