import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { inTransaction } from "../../db/transaction";
import { countOwners, lockTeam } from "../../store/people/teams";

/**
 * Changes who is in a team as what, under the team's lock: two owners who leave at once would otherwise both see the other
 * stay. `change` answers whether there was anything to change. Throws `not-found` where not, `last-owner` when nobody would
 * own the team; nothing is changed then.
 */
export async function changeMembership(teamId: string, change: () => Promise<boolean>): Promise<void> {
  await inTransaction(async () => {
    await lockTeam(teamId);
    if (!(await change())) throw new DomainError("not-found");
    if ((await countOwners(teamId)) === 0) throw new DomainError("last-owner");
  });
}
