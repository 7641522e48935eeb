import "server-only";
import type { NewPerson } from "@/lib/contracts/account";
import { DomainError } from "@/lib/domain/errors";
import { countSecurityFailure, recordSecurityEvent } from "../../audit/record-security-event";
import { hashNewPassword } from "../../credentials/new-password";
import { hashSecretToken } from "../../credentials/secret-token";
import { inTransaction } from "../../db/transaction";
import {
  endInvitationsFor,
  findInvitation,
  type LiveInvitation,
  takeLink,
} from "../../store/people/one-time-links";
import { insertMembership, lockTeam } from "../../store/people/teams";
import { findPerson, holdPerson } from "../../store/people/users";
import { addPerson } from "../people/add-person";

/**
 * A new person who joins the team that an invitation names. Throws `link-not-valid`, `forbidden` for another address than
 * the invited one, `already-exists` for an address that has an account; none of them uses the invitation up.
 */
export async function createInvitedPerson(
  token: string,
  person: NewPerson,
): Promise<{ userId: string; teamId: string }> {
  const { email } = await requireInvitation(token, person.email);
  const passwordHash = await hashNewPassword(person.password, [person.email, person.name]);
  return joinByLink(token, person.email, async () => {
    const userId = await addPerson(person, passwordHash, email !== null);
    await recordSecurityEvent({ event: "person-made", actorId: userId });
    return userId;
  });
}

/**
 * A person who is signed in joins the team that an invitation names. Throws `link-not-valid`, `forbidden` when it was
 * made for another address, and `already-exists` for a member of the team; neither of the two uses it up.
 */
export async function acceptInvitation(token: string, userId: string): Promise<{ teamId: string }> {
  const person = await findPerson(userId);
  if (!person) throw new DomainError("unauthenticated");
  return joinByLink(token, person.email, async () => {
    await holdPerson(userId);
    return userId;
  });
}

async function requireInvitation(token: string, email: string): Promise<LiveInvitation> {
  const link = await findInvitation(hashSecretToken(token));
  if (!link) {
    await countSecurityFailure({ event: "link-refused", account: email });
    throw new DomainError("link-not-valid");
  }
  if (link.email && link.email !== email) {
    await countSecurityFailure({ event: "link-refused", account: email });
    const message = `This invitation is for ${link.email}. Use that address, or ask for an invitation of your own.`;
    throw new DomainError("forbidden", { errors: [{ path: "email", message }] }, message);
  }
  return link;
}

/**
 * Lets one person in by an invitation. Two people who use it at once, or somebody who uses it while it is revoked, are
 * judged one after the other under the team's lock.
 */
async function joinByLink(token: string, email: string, findUser: () => Promise<string>) {
  return inTransaction(async () => {
    const { teamId } = await requireInvitation(token, email);
    await lockTeam(teamId);
    // Whatever ended it while this waited for the team counts.
    const link = await requireInvitation(token, email);
    if (!(await takeLink(link.id))) throw new DomainError("link-not-valid");
    const userId = await findUser();
    if (!(await insertMembership({ teamId, userId, role: link.role }))) {
      throw new DomainError("already-exists", {}, "You are in this team already.");
    }
    await endInvitationsFor(teamId, email);
    await recordSecurityEvent({
      event: "invitation-used",
      actorId: userId,
      teamId,
      details: { role: link.role, forAddress: link.email !== null },
    });
    return { userId, teamId };
  });
}
