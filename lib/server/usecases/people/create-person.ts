import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { NewPerson } from "@/lib/contracts/account";
import { DomainError } from "@/lib/domain/errors";
import { countSecurityFailure, recordSecurityEvent } from "../../audit/record-security-event";
import { hashNewPassword } from "../../credentials/new-password";
import { hashSecretToken } from "../../credentials/secret-token";
import { inTransaction } from "../../db/transaction";
import { endOwnerLinks, findOwnerLink, lockFirstPerson, takeLink } from "../../store/people/one-time-links";
import { setAdministrator } from "../../store/people/people";
import { findOldestTeam, insertMembership, insertTeam } from "../../store/people/teams";
import { findUserByEmail, hasUsers, insertUser } from "../../store/people/users";

const uniqueViolation = "P2002";

/**
 * A new person. Throws `already-exists`, with words on what to do, for an address that has an account. Whether that is
 * switched off is told only where `tellsState`: a stranger could try addresses.
 */
export async function addPerson(
  person: Omit<NewPerson, "password">,
  passwordHash: string,
  tellsState = true,
): Promise<string> {
  const id = uuidv7();
  const known = await findUserByEmail(person.email);
  if (known) throw taken(tellsState && known.disabledAt !== null);
  try {
    await insertUser({ id, email: person.email, name: person.name, passwordHash });
  } catch (error) {
    if ((error as { code?: string }).code !== uniqueViolation) throw error;
    throw taken(false);
  }
  return id;
}

function taken(isSwitchedOff: boolean): DomainError {
  const message = isSwitchedOff
    ? "This address has an account that is switched off. An administrator can switch it on again."
    : "This address has an account already. Sign in with it; an invitation is opened again afterwards.";
  return new DomainError("already-exists", { errors: [{ path: "email", message }] }, message);
}

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

/** Whether the owner's link could be used now. */
export async function isOwnerLink(token: string): Promise<boolean> {
  return (await findOwnerLink(hashSecretToken(token))) !== null;
}
