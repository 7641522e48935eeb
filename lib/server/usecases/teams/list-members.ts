import "server-only";
import type { MemberView } from "@/lib/contracts/team";
import { DomainError } from "@/lib/domain/errors";
import { requireTeam } from "../../access/require-permission";
import { countOpenCards, listMembers as listStoredMembers } from "../../store/people/teams";

/** Members of a team, the one who joined first first. */
export async function listMembers(userId: string, teamId: string): Promise<MemberView[]> {
  await requireTeam(userId, teamId, "team:read");
  const [members, openCards] = await Promise.all([listStoredMembers(teamId), countOpenCards(teamId)]);
  return members.map(({ user: { disabledAt, ...user }, joinedAt, ...member }) => ({
    ...member,
    ...user,
    disabled: disabledAt !== null,
    joinedAt: joinedAt.toISOString(),
    openCards: openCards.get(member.userId) ?? 0,
  }));
}

/** One member of a team. Throws `not-found`. */
export async function requireMember(userId: string, teamId: string, memberId: string): Promise<MemberView> {
  const member = (await listMembers(userId, teamId)).find((one) => one.userId === memberId);
  if (!member) throw new DomainError("not-found");
  return member;
}
