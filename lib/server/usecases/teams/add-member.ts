import "server-only";
import type { MemberView } from "@/lib/contracts/team";
import { DomainError, invalidField } from "@/lib/domain/errors";
import type { MemberRole } from "@/lib/domain/permission";
import { requireTeam } from "../../access/require-permission";
import { recordSecurityEvent } from "../../audit/record-security-event";
import { countGuess } from "../../credentials/guesses";
import { inTransaction } from "../../db/transaction";
import { endInvitationsFor } from "../../store/people/one-time-links";
import { insertMembership, lockTeam } from "../../store/people/teams";
import { findUserByEmail } from "../../store/people/users";
import { requireMember } from "./list-members";

/**
 * Puts somebody who has an account into the team at once; they are told, and may leave. Throws `invalid` for an unknown
 * address, `already-exists`, and `rate-limited` once too many addresses were tried that nobody has.
 */
export async function addMember(
  userId: string,
  teamId: string,
  member: { email: string; role: MemberRole },
): Promise<MemberView> {
  await requireTeam(userId, teamId, "team:manage");
  const { email, role } = member;
  const guess = await countGuess(userId);
  const person = await findUserByEmail(email);
  if (!person) {
    throw invalidField("email", "Nobody here has this address. Invite them by a link instead.");
  }
  if (person.disabledAt) throw new DomainError("person-off");
  await guess.forgive();
  await inTransaction(async () => {
    await lockTeam(teamId);
    if (!(await insertMembership({ teamId, userId: person.id, role, addedById: userId }))) {
      throw new DomainError("already-exists", {}, "This person is in the team already.");
    }
    await endInvitationsFor(teamId, email);
    await recordSecurityEvent({
      event: "member-added",
      actorId: userId,
      subjectId: person.id,
      teamId,
      details: { role },
    });
  });
  return requireMember(userId, teamId, person.id);
}
