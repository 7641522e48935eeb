import "server-only";
import { db } from "../db/transaction";

/** The person whose token has this SHA-256, with the token's scopes; null unless both are in force. */
export async function findTokenOwner(
  tokenHash: Buffer,
): Promise<{ userId: string; scopes: string[] } | null> {
  const [row] = await db().$queryRaw<{ userId: string; scopes: string[] }[]>`
    SELECT t.user_id AS "userId", t.scopes
    FROM access_token t JOIN user_account u ON u.id = t.user_id AND u.disabled_at IS NULL
    WHERE t.token_hash = ${tokenHash} AND t.revoked_at IS NULL
      AND (t.expires_at IS NULL OR t.expires_at > clock_timestamp())`;
  return row ?? null;
}
