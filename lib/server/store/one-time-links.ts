import "server-only";
import type { MemberRole } from "@/lib/domain/policy";
import { db } from "../db/transaction";

export type LinkPurpose = "owner" | "invitation" | "password-reset";

export type NewLink = {
  id: string;
  purpose: LinkPurpose;
  tokenHash: Uint8Array<ArrayBuffer>;
  expiresAt: Date;
  teamId?: string;
  role?: MemberRole;
  email?: string | null;
  userId?: string;
  createdById?: string;
};

export async function insertLink(link: NewLink): Promise<void> {
  await db().oneTimeLink.create({ data: link });
}

/** Ends all links of a purpose that have not been used. */
export async function voidLinks(purpose: LinkPurpose, userId?: string): Promise<void> {
  await db().oneTimeLink.deleteMany({ where: { purpose, usedAt: null, ...(userId ? { userId } : {}) } });
}

/** Ends the links to a person's own account that have not been used. */
export async function voidLinksOf(userId: string): Promise<void> {
  await db().oneTimeLink.deleteMany({ where: { userId, usedAt: null } });
}

/** Lets the first person be made by one at a time, until the transaction ends: two would each see that nobody exists. */
export async function lockFirstPerson(): Promise<void> {
  await db().$executeRaw`SELECT pg_advisory_xact_lock(hashtext('first-person'))`;
}

/** A link that could be used now; null when unknown, used or expired. */
export function findLink(purpose: LinkPurpose, tokenHash: Uint8Array<ArrayBuffer>) {
  return db().oneTimeLink.findFirst({
    where: { purpose, tokenHash, usedAt: null, expiresAt: { gt: new Date() } },
    select: {
      id: true,
      teamId: true,
      role: true,
      email: true,
      userId: true,
      team: { select: { name: true } },
    },
  });
}

/** Marks a link as used. Of any number of simultaneous users of one link, exactly one gets true. */
export async function takeLink(id: string): Promise<boolean> {
  const { count } = await db().oneTimeLink.updateMany({
    where: { id, usedAt: null, expiresAt: { gt: new Date() } },
    data: { usedAt: new Date() },
  });
  return count === 1;
}

/** Invitations to a team that wait to be used, newest first. */
export function listInvitations(teamId: string) {
  return db().oneTimeLink.findMany({
    where: { teamId, purpose: "invitation", usedAt: null, expiresAt: { gt: new Date() } },
    orderBy: { createdAt: "desc" },
    select: { id: true, role: true, email: true, createdAt: true, expiresAt: true },
  });
}

export async function deleteInvitation(teamId: string, id: string): Promise<boolean> {
  const { count } = await db().oneTimeLink.deleteMany({
    where: { id, teamId, purpose: "invitation", usedAt: null },
  });
  return count === 1;
}
