import "server-only";
import type { MemberRole } from "@/lib/domain/policy";
import { getDb, type Transaction } from "../db/client";

export async function insertTeam(tx: Transaction, team: { id: string; name: string }): Promise<void> {
  await tx.team.create({ data: team });
}

/** Puts a person into a team; false when they are in it already. */
export async function insertMembership(
  tx: Transaction,
  membership: { teamId: string; userId: string; role: MemberRole },
): Promise<boolean> {
  const { count } = await tx.membership.createMany({ data: [membership], skipDuplicates: true });
  return count === 1;
}

/** A person's role in a team; null for a stranger or an unknown team. */
export async function findRole(teamId: string, userId: string): Promise<MemberRole | null> {
  const membership = await getDb().membership.findUnique({
    where: { teamId_userId: { teamId, userId } },
    select: { role: true },
  });
  return membership?.role ?? null;
}

export function findTeam(id: string) {
  return getDb().team.findUnique({ where: { id }, select: { id: true, name: true, createdAt: true } });
}

export function listTeamsOf(userId: string) {
  return getDb().membership.findMany({
    where: { userId },
    orderBy: [{ joinedAt: "asc" }, { teamId: "asc" }],
    select: { role: true, team: { select: { id: true, name: true, createdAt: true } } },
  });
}

export function listMembers(teamId: string) {
  return getDb().membership.findMany({
    where: { teamId },
    orderBy: [{ joinedAt: "asc" }, { userId: "asc" }],
    select: { userId: true, role: true, joinedAt: true, user: { select: { name: true, email: true } } },
  });
}

/** The team that has been there longest; null on an empty installation. */
export function findOldestTeam(): Promise<{ id: string } | null> {
  return getDb().team.findFirst({ orderBy: [{ createdAt: "asc" }, { id: "asc" }], select: { id: true } });
}

/** Locks a team against simultaneous changes of its membership, until the transaction ends. */
export async function lockTeam(tx: Transaction, id: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM team WHERE id = ${id}::uuid FOR UPDATE`;
}

export function countOwners(tx: Transaction, teamId: string): Promise<number> {
  return tx.membership.count({ where: { teamId, role: "owner" } });
}

export async function setRole(
  tx: Transaction,
  teamId: string,
  userId: string,
  role: MemberRole,
): Promise<boolean> {
  const { count } = await tx.membership.updateMany({ where: { teamId, userId }, data: { role } });
  return count === 1;
}

/** Takes a person out of a team, and off its cards. */
export async function deleteMembership(tx: Transaction, teamId: string, userId: string): Promise<boolean> {
  const { count } = await tx.membership.deleteMany({ where: { teamId, userId } });
  return count === 1;
}

export async function renameTeam(id: string, name: string): Promise<void> {
  await getDb().team.update({ where: { id }, data: { name } });
}
