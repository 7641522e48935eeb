import "server-only";
import { afterCommit, db } from "../../db/transaction";
import { forgetIdentities } from "./known-identities";

export type NewAccessToken = {
  id: string;
  userId: string;
  name: string;
  tokenHash: Uint8Array<ArrayBuffer>;
  scopes: string[];
  expiresAt: Date | null;
};

/** Returns when it was made. */
export async function insertAccessToken(token: NewAccessToken): Promise<Date> {
  return (await db().accessToken.create({ data: token, select: { createdAt: true } })).createdAt;
}

/** Tokens of a person that have not been revoked, newest first. */
export function listAccessTokens(userId: string) {
  return db().accessToken.findMany({
    where: { userId, revokedAt: null },
    orderBy: { createdAt: "desc" },
    select: { id: true, name: true, scopes: true, createdAt: true, expiresAt: true, lastUsedAt: true },
  });
}

/** Ends a token of a person; its name and scopes, or null when there is none that works. */
export async function revokeAccessToken(
  userId: string,
  id: string,
): Promise<{ name: string; scopes: string[] } | null> {
  const [revoked] = await db().$queryRaw<{ name: string; scopes: string[] }[]>`
    UPDATE access_token SET revoked_at = now()
    WHERE id = ${id}::uuid AND user_id = ${userId}::uuid AND revoked_at IS NULL RETURNING name, scopes`;
  afterCommit(forgetIdentities);
  return revoked ?? null;
}

/** Ends every token of a person; how many there were. */
export async function revokeAccessTokensOf(userId: string): Promise<number> {
  const count = await db().$executeRaw`
    UPDATE access_token SET revoked_at = now() WHERE user_id = ${userId}::uuid AND revoked_at IS NULL`;
  afterCommit(forgetIdentities);
  return count;
}

/** Removes tokens that ended before then. */
export async function removeEndedTokens(before: Date): Promise<void> {
  await db().accessToken.deleteMany({
    where: { OR: [{ expiresAt: { lt: before } }, { revokedAt: { lt: before } }] },
  });
}
