import "server-only";
import type { MemberView } from "@/lib/contracts/team";
import { can, type MemberRole } from "@/lib/domain/permission";
import { requireTeam } from "../../access/require-permission";
import { recordSecurityEvent } from "../../audit/record-security-event";
import { endInvitationsBy } from "../../store/people/one-time-links";
import { findRole, setRole } from "../../store/people/teams";
import { changeMembership } from "./change-membership";
import { requireMember } from "./list-members";

/** Gives a member another role. Throws `last-owner` when nobody would own the team. */
export async function changeRole(
  userId: string,
  teamId: string,
  memberId: string,
  role: MemberRole,
): Promise<MemberView> {
  await requireTeam(userId, teamId, "team:manage");
  await changeMembership(teamId, async () => {
    const before = await findRole(teamId, memberId);
    if (!before || !(await setRole(teamId, memberId, role))) return false;
    if (!can(role, "team:manage")) await endInvitationsBy(memberId, teamId);
    const details = { from: before, to: role };
    await recordSecurityEvent({
      event: "role-changed",
      actorId: userId,
      subjectId: memberId,
      teamId,
      details,
    });
    return true;
  });
  return requireMember(userId, teamId, memberId);
}
