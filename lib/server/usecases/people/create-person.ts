import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { NewPerson } from "@/lib/contracts/account";
import { recordSecurityEvent } from "../../audit/record-security-event";
import { hashNewPassword } from "../../credentials/new-password";
import { inTransaction } from "../../db/transaction";
import { endOwnerLinks, lockFirstPerson } from "../../store/people/one-time-links";
import { setAdministrator } from "../../store/people/people";
import { findOldestTeam, insertMembership, insertTeam } from "../../store/people/teams";
import { addPerson } from "./add-person";

/**
 * A person made at the command line. With `isOwner` they own the oldest team, which is made if there is none yet, and
 * administer the installation. Throws `already-exists`.
 */
export async function createPerson(person: NewPerson, isOwner: boolean): Promise<{ userId: string }> {
  const passwordHash = await hashNewPassword(person.password, [person.email, person.name]);
  return inTransaction(async () => {
    await lockFirstPerson();
    const userId = await addPerson(person, passwordHash);
    await endOwnerLinks();
    await recordSecurityEvent({ event: "person-made", subjectId: userId, details: { owner: isOwner } });
    if (isOwner) {
      const team = await findOldestTeam();
      const teamId = team?.id ?? uuidv7();
      if (!team) await insertTeam({ id: teamId, name: "Team" });
      await insertMembership({ teamId, userId, role: "owner" });
      await setAdministrator(userId, true);
    }
    return { userId };
  });
}
