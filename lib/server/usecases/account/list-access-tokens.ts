import "server-only";
import type { AccessTokenView } from "@/lib/contracts/account";
import { listAccessTokens } from "../../store/people/access-tokens";

/** Tokens of a person, newest first. */
export async function getAccessTokens(userId: string): Promise<AccessTokenView[]> {
  const tokens = await listAccessTokens(userId);
  return tokens.map((token) => ({
    ...token,
    scopes: token.scopes as AccessTokenView["scopes"],
    createdAt: token.createdAt.toISOString(),
    expiresAt: token.expiresAt?.toISOString() ?? null,
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
  }));
}
