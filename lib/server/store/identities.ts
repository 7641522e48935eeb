import "server-only";
import { getPool } from "../db/client";

/** Who a request comes from. `scopes` is null for a browser session, which may do whatever its person may. */
export type Identity = { userId: string; scopes: readonly string[] | null };

/** The person behind a live browser session, in one query; null when it has ended, was revoked, or the person is disabled. */
export async function findSessionIdentity(sessionId: string): Promise<Identity | null> {
  const { rows } = await getPool().query<{ user_id: string }>({
    name: "session-identity",
    text: `SELECT s.user_id FROM session s JOIN user_account u ON u.id = s.user_id
      WHERE s.id = $1 AND s.revoked_at IS NULL AND s.expires_at > now() AND u.disabled_at IS NULL`,
    values: [sessionId],
  });
  return rows[0] ? { userId: rows[0].user_id, scopes: null } : null;
}

/**
 * The person behind an access token, in one query; null when it is unknown, expired, revoked, or the person is disabled.
 *
 * Notes the use at most once a minute, without making the request wait for it.
 */
export async function findTokenIdentity(tokenHash: Uint8Array): Promise<Identity | null> {
  const { rows } = await getPool().query<{
    id: string;
    user_id: string;
    scopes: string[];
    is_stale: boolean;
  }>({
    name: "token-identity",
    text: `SELECT t.id, t.user_id, t.scopes,
        coalesce(t.last_used_at < now() - interval '1 minute', true) AS is_stale
      FROM access_token t JOIN user_account u ON u.id = t.user_id
      WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > now())
        AND u.disabled_at IS NULL`,
    values: [Buffer.from(tokenHash)],
  });
  const token = rows[0];
  if (!token) return null;
  if (token.is_stale) {
    getPool()
      .query(
        "UPDATE access_token SET last_used_at = now() WHERE id = $1 AND last_used_at IS DISTINCT FROM now()",
        [token.id],
      )
      .catch(() => {});
  }
  return { userId: token.user_id, scopes: token.scopes };
}
