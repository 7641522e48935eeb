import "server-only";
import type { MemberRole } from "@/lib/domain/policy";
import { db } from "../db/transaction";

/** A person's role in a team; null for strangers and unknown teams alike. */
export async function findTeamRole(userId: string, teamId: string): Promise<MemberRole | null> {
  const membership = await db().membership.findUnique({
    where: { teamId_userId: { teamId, userId } },
    select: { role: true },
  });
  return membership?.role ?? null;
}

/** A person's teams and roles, the first joined first. */
export function listMemberships(userId: string): Promise<{ teamId: string; role: MemberRole }[]> {
  return db().membership.findMany({
    where: { userId },
    select: { teamId: true, role: true },
    orderBy: [{ joinedAt: "asc" }, { teamId: "asc" }],
  });
}

/** A team named after the person who owns it. */
export async function insertOwnTeam(userId: string, teamId: string): Promise<void> {
  const { name } = await db().user.findUniqueOrThrow({ where: { id: userId }, select: { name: true } });
  await db().team.create({
    data: { id: teamId, name: `${name}'s team`, memberships: { create: { userId, role: "owner" } } },
  });
}
