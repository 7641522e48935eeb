import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { requireTeam } from "../../access/require-permission";
import { recordSecurityEvent } from "../../audit/record-security-event";
import { inTransaction } from "../../db/transaction";
import { deleteInvitation } from "../../store/people/one-time-links";

/** Makes an invitation void. */
export async function revokeInvitation(userId: string, teamId: string, invitationId: string): Promise<void> {
  await requireTeam(userId, teamId, "team:manage");
  await inTransaction(async () => {
    if (!(await deleteInvitation(teamId, invitationId))) throw new DomainError("not-found");
    await recordSecurityEvent({ event: "invitation-revoked", actorId: userId, teamId });
  });
}
