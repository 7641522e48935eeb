import "server-only";
import { afterCommit, db } from "../../db/transaction";
import { forgetIdentities } from "./known-identities";

export type NewSession = {
  id: string;
  userId: string;
  userAgent: string | null;
  address: string | null;
  lifetimeSeconds: number;
};

/**
 * Opens a session; false when the person has been switched off by now, or has another password than the one whose hash
 * is given. Asked under a lock on the person, so that neither leaves a session behind that began before.
 */
export async function insertSession(session: NewSession, passwordHash: string | null): Promise<boolean> {
  const { id, userId, userAgent, address, lifetimeSeconds } = session;
  const count = await db().$executeRaw`
    INSERT INTO session (id, user_id, user_agent, address, expires_at)
    SELECT ${id}::uuid, u.id, ${userAgent}, ${address}, now() + ${lifetimeSeconds} * interval '1 second'
    FROM user_account u
    WHERE u.id = ${userId}::uuid AND u.disabled_at IS NULL
      AND (${passwordHash}::text IS NULL OR u.password_hash = ${passwordHash})
    FOR SHARE OF u`;
  return count === 1;
}

/** Ends a session; whose it was, or null when it had ended already. */
export async function revokeSession(id: string): Promise<string | null> {
  const [ended] = await db().$queryRaw<{ userId: string }[]>`
    UPDATE session SET revoked_at = now() WHERE id = ${id}::uuid AND revoked_at IS NULL RETURNING user_id AS "userId"`;
  afterCommit(forgetIdentities);
  return ended?.userId ?? null;
}

export async function revokeSessionsOf(userId: string, exceptId: string | null): Promise<void> {
  await db().$executeRaw`
    UPDATE session SET revoked_at = now()
    WHERE user_id = ${userId}::uuid AND revoked_at IS NULL AND id IS DISTINCT FROM ${exceptId}::uuid`;
  afterCommit(forgetIdentities);
}

/** Sessions of a person that still count, newest first. */
export function listSessions(
  userId: string,
): Promise<
  { id: string; createdAt: Date; expiresAt: Date; userAgent: string | null; address: string | null }[]
> {
  return db().$queryRaw`
    SELECT id, created_at AS "createdAt", expires_at AS "expiresAt", user_agent AS "userAgent", address
    FROM session WHERE user_id = ${userId}::uuid AND revoked_at IS NULL AND expires_at > now()
    ORDER BY created_at DESC`;
}

/** Removes sessions that ended before then. */
export async function removeEndedSessions(before: Date): Promise<void> {
  await db().session.deleteMany({
    where: { OR: [{ expiresAt: { lt: before } }, { revokedAt: { lt: before } }] },
  });
}

/** The network addresses from which a person signed in, as far as sessions are kept; the newest first. */
export async function listAddresses(userId: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ address: string }[]>`
    SELECT s.address FROM session s
    WHERE s.user_id = ${userId}::uuid AND s.address IS NOT NULL
    GROUP BY s.address ORDER BY max(s.created_at) DESC LIMIT 200`;
  return rows.map(({ address }) => address);
}
