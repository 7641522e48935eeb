import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { TeamView } from "@/lib/contracts/team";
import { recordSecurityEvent } from "../../audit/record-security-event";
import { inTransaction } from "../../db/transaction";
import { insertMembership, insertTeam } from "../../store/people/teams";
import { getTeam } from "./get-team";

/** A new team, owned by the person who makes it. */
export async function createTeam(userId: string, name: string): Promise<TeamView> {
  const id = uuidv7();
  await inTransaction(async () => {
    await insertTeam({ id, name });
    await insertMembership({ teamId: id, userId, role: "owner" });
    await recordSecurityEvent({ event: "team-made", actorId: userId, teamId: id });
  });
  return getTeam(userId, id);
}
