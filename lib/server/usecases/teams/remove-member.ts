import "server-only";
import { requireTeam } from "../../access/require-permission";
import { recordSecurityEvent } from "../../audit/record-security-event";
import { lockBoard } from "../../store/board/boards";
import { endInvitationsBy } from "../../store/people/one-time-links";
import { deleteMembership, listTeamBoards, takeOffOpenCards } from "../../store/people/teams";
import { changeMembership } from "./change-membership";

/**
 * Takes a member out of the team, and off the cards on which work is not over, in one transaction; finished and archived
 * cards keep the name. Anybody may leave. Throws `last-owner` when nobody would own the team.
 */
export async function removeMember(userId: string, teamId: string, memberId: string): Promise<void> {
  await requireTeam(userId, teamId, memberId === userId ? "team:read" : "team:manage");
  await changeMembership(teamId, async () => {
    if (!(await deleteMembership(teamId, memberId))) return false;
    for (const boardId of await listTeamBoards(teamId)) {
      await lockBoard(boardId);
      await takeOffOpenCards(boardId, memberId, userId);
    }
    await endInvitationsBy(memberId, teamId);
    await recordSecurityEvent({
      event: memberId === userId ? "member-left" : "member-removed",
      actorId: userId,
      ...(memberId !== userId && { subjectId: memberId }),
      teamId,
    });
    return true;
  });
}
