import "server-only";
import { db } from "../db/transaction";

export type NewAccessToken = {
  id: string;
  userId: string;
  name: string;
  tokenHash: Uint8Array<ArrayBuffer>;
  scopes: string[];
  expiresAt: Date | null;
};

export async function insertAccessToken(token: NewAccessToken): Promise<void> {
  await db().accessToken.create({ data: token });
}

/** Tokens of a person that have not been revoked, newest first. */
export function listAccessTokens(userId: string) {
  return db().accessToken.findMany({
    where: { userId, revokedAt: null },
    orderBy: { createdAt: "desc" },
    select: { id: true, name: true, scopes: true, createdAt: true, expiresAt: true, lastUsedAt: true },
  });
}

export async function revokeAccessToken(userId: string, id: string): Promise<boolean> {
  const { count } = await db().accessToken.updateMany({
    where: { id, userId, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  return count === 1;
}
