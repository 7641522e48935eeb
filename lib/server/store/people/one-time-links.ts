import "server-only";
import { type MemberRole, rolesAllowed } from "@/lib/domain/permission";
import { Prisma } from "../../db/generated/client";
import { db } from "../../db/transaction";

export type LinkPurpose = "owner" | "invitation";

export type NewLink = {
  id: string;
  purpose: LinkPurpose;
  tokenHash: Uint8Array<ArrayBuffer>;
  lifetimeMs: number;
  teamId?: string;
  role?: MemberRole;
  email?: string | null;
  createdById?: string;
};

/** Returns when the link was made and when it ends. */
export async function insertLink(link: NewLink): Promise<{ createdAt: Date; expiresAt: Date }> {
  const [made] = await db().$queryRaw<{ createdAt: Date; expiresAt: Date }[]>`
    INSERT INTO one_time_link (id, purpose, token_hash, team_id, role, email, created_by_id, expires_at)
    VALUES (${link.id}::uuid, ${link.purpose}, ${link.tokenHash}, ${link.teamId ?? null}::uuid,
      ${link.role ?? null}::member_role, ${link.email ?? null}, ${link.createdById ?? null}::uuid,
      now() + ${link.lifetimeMs} * interval '1 millisecond')
    RETURNING created_at AS "createdAt", expires_at AS "expiresAt"`;
  if (!made) throw new Error("No link was made.");
  return made;
}

/** Ends the owner's links that have not been used. */
export async function endOwnerLinks(): Promise<void> {
  await db().oneTimeLink.deleteMany({ where: { purpose: "owner", usedAt: null } });
}

/** Lets the first person be made by one at a time, until the transaction ends: two would each see that nobody exists. */
export async function lockFirstPerson(): Promise<void> {
  await db().$executeRaw`SELECT pg_advisory_xact_lock(hashtext('first-person'))`;
}

/** The owner's link, where it could be used now; null when unknown, used or expired. */
export async function findOwnerLink(tokenHash: Uint8Array<ArrayBuffer>): Promise<{ id: string } | null> {
  const [link] = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM one_time_link
    WHERE purpose = 'owner' AND token_hash = ${tokenHash} AND used_at IS NULL AND expires_at > now()`;
  return link ?? null;
}

/** Marks a link as used. Of any number of simultaneous users of one link, exactly one gets true. */
export async function takeLink(id: string): Promise<boolean> {
  const taken = await db().$executeRaw`
    UPDATE one_time_link SET used_at = now() WHERE id = ${id}::uuid AND used_at IS NULL AND expires_at > now()`;
  return taken === 1;
}

export type LiveInvitation = {
  id: string;
  teamId: string;
  teamName: string;
  role: MemberRole;
  /** The one address that may use it, in lower case; null: whoever has the link. */
  email: string | null;
  createdAt: Date;
  expiresAt: Date;
};

// An invitation is worth what its maker may do now: who is no longer an owner, or is switched off, invites nobody.
const liveInvitations = Prisma.sql`
  SELECT l.id, l.team_id AS "teamId", t.name AS "teamName", l.role, l.email, l.created_at AS "createdAt",
    l.expires_at AS "expiresAt"
  FROM one_time_link l
    JOIN team t ON t.id = l.team_id
    JOIN membership m ON m.team_id = l.team_id AND m.user_id = l.created_by_id
    JOIN user_account u ON u.id = m.user_id
  WHERE l.purpose = 'invitation' AND l.used_at IS NULL AND l.expires_at > now()
    AND m.role = ANY (${[...rolesAllowed("team:manage")]}::member_role[]) AND u.disabled_at IS NULL`;

/** The invitation that a token names, where it could be used now. */
export async function findInvitation(tokenHash: Uint8Array<ArrayBuffer>): Promise<LiveInvitation | null> {
  const rows = await db().$queryRaw<LiveInvitation[]>`${liveInvitations} AND l.token_hash = ${tokenHash}`;
  return rows[0] ?? null;
}

/** Invitations to a team that wait to be used, newest first. */
export function listInvitations(teamId: string): Promise<LiveInvitation[]> {
  return db()
    .$queryRaw`${liveInvitations} AND l.team_id = ${teamId}::uuid ORDER BY l.created_at DESC, l.id DESC`;
}

export async function deleteInvitation(teamId: string, id: string): Promise<boolean> {
  const { count } = await db().oneTimeLink.deleteMany({
    where: { id, teamId, purpose: "invitation", usedAt: null },
  });
  return count === 1;
}

/** Ends the invitations of one address to a team. */
export async function endInvitationsFor(teamId: string, email: string): Promise<void> {
  await db().oneTimeLink.deleteMany({ where: { purpose: "invitation", usedAt: null, teamId, email } });
}

/** Ends the invitations that a person made, to one team or to all. */
export async function endInvitationsBy(userId: string, teamId?: string): Promise<void> {
  await db().oneTimeLink.deleteMany({
    where: { purpose: "invitation", usedAt: null, createdById: userId, ...(teamId && { teamId }) },
  });
}

/** Removes links that were used or ended before then. */
export async function removeEndedLinks(before: Date): Promise<void> {
  await db().oneTimeLink.deleteMany({
    where: { OR: [{ expiresAt: { lt: before } }, { usedAt: { lt: before } }] },
  });
}
