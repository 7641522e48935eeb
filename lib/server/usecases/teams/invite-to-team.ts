import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { InvitationView } from "@/lib/contracts/team";
import { dayMs } from "@/lib/domain/duration";
import { DomainError } from "@/lib/domain/errors";
import type { MemberRole } from "@/lib/domain/permission";
import { requireTeam } from "../../access/require-permission";
import { recordSecurityEvent } from "../../audit/record-security-event";
import { hashSecretToken, newSecretToken } from "../../credentials/secret-token";
import { inTransaction } from "../../db/transaction";
import { endInvitationsFor, insertLink, listInvitations } from "../../store/people/one-time-links";
import { isMemberByEmail, lockTeam } from "../../store/people/teams";

const lifetimeMs = 7 * dayMs;

const maxWaiting = 200;

/**
 * A link by which one person joins the team within seven days: the one with the given address, or whoever has the link.
 * A new one for an address ends the one before. The token is shown this once. Throws `already-exists` for an address that
 * is in the team.
 */
export async function inviteToTeam(
  userId: string,
  teamId: string,
  invitation: { role: MemberRole; email?: string },
): Promise<InvitationView & { token: string }> {
  await requireTeam(userId, teamId, "team:manage");
  const token = newSecretToken("");
  const { role, email = null } = invitation;
  const link = { id: uuidv7(), role, email };
  const { createdAt, expiresAt } = await inTransaction(async () => {
    await lockTeam(teamId);
    if (email) {
      if (await isMemberByEmail(teamId, email)) {
        throw new DomainError("already-exists", {}, "Somebody with this address is in the team already.");
      }
      await endInvitationsFor(teamId, email);
    }
    if ((await listInvitations(teamId)).length >= maxWaiting) {
      throw new DomainError("invalid", {}, `${maxWaiting} invitations wait already. Take some back first.`);
    }
    const made = await insertLink({
      ...link,
      lifetimeMs,
      purpose: "invitation",
      teamId,
      createdById: userId,
      tokenHash: hashSecretToken(token),
    });
    await recordSecurityEvent({
      event: "invitation-made",
      actorId: userId,
      teamId,
      details: { role, email },
    });
    return made;
  });
  return { ...link, token, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString() };
}
