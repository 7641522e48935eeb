import "server-only";
import type { AccessTokenView } from "@/lib/contracts/account";
import { listAccessTokens as listStoredTokens } from "../../store/people/access-tokens";

/** Tokens of a person, newest first. */
export async function listAccessTokens(userId: string): Promise<AccessTokenView[]> {
  const tokens = await listStoredTokens(userId);
  return tokens.map((token) => ({
    ...token,
    scopes: token.scopes as AccessTokenView["scopes"],
    createdAt: token.createdAt.toISOString(),
    expiresAt: token.expiresAt?.toISOString() ?? null,
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
  }));
}
