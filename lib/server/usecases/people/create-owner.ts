import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { NewPerson } from "@/lib/contracts/account";
import { DomainError } from "@/lib/domain/errors";
import { countSecurityFailure, recordSecurityEvent } from "../../audit/record-security-event";
import { hashNewPassword } from "../../credentials/new-password";
import { hashSecretToken } from "../../credentials/secret-token";
import { inTransaction } from "../../db/transaction";
import { findOwnerLink, lockFirstPerson, takeLink } from "../../store/people/one-time-links";
import { setAdministrator } from "../../store/people/people";
import { insertMembership, insertTeam } from "../../store/people/teams";
import { hasUsers } from "../../store/people/users";
import { addPerson } from "./add-person";

/** The first person, by the link from the console; owner of a team of the given name and administrator. Throws `link-not-valid`. */
export async function createOwner(
  token: string,
  person: NewPerson,
  teamName: string,
): Promise<{ userId: string; teamId: string }> {
  const link = await findOwnerLink(hashSecretToken(token));
  if (!link) {
    await countSecurityFailure({ event: "link-refused", account: person.email });
    throw new DomainError("link-not-valid");
  }
  const passwordHash = await hashNewPassword(person.password, [person.email, person.name]);
  return inTransaction(async () => {
    await lockFirstPerson();
    if (!(await takeLink(link.id)) || (await hasUsers())) throw new DomainError("link-not-valid");
    const userId = await addPerson(person, passwordHash);
    const teamId = uuidv7();
    await insertTeam({ id: teamId, name: teamName });
    await insertMembership({ teamId, userId, role: "owner" });
    await setAdministrator(userId, true);
    await recordSecurityEvent({ event: "owner-link-used", actorId: userId, teamId });
    return { userId, teamId };
  });
}

/** Whether the owner's link could be used now. */
export async function isOwnerLink(token: string): Promise<boolean> {
  return (await findOwnerLink(hashSecretToken(token))) !== null;
}
