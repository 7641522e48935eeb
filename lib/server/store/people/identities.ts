import "server-only";
import { getPool } from "../../db/client";
import { prepared } from "../../db/prepared";

/** What a request brings to say who it comes from: the id of a session, or the hash of an access token. */
export type Credential = { kind: "session"; key: string } | { kind: "token"; key: Uint8Array };

/** Who a request comes from. `scopes` is null for a browser session, which may do whatever its person may. */
export type Identity = { userId: string; scopes: readonly string[] | null; expiresAt: Date | null };

/** Where each kind of credential is kept. */
const kinds = {
  session: { table: "session", key: "id", type: "uuid", scopes: "NULL::text[]", isStale: "false" },
  token: {
    table: "access_token",
    key: "token_hash",
    type: "bytea",
    scopes: "c.scopes",
    isStale: "coalesce(c.last_used_at < now() - interval '1 minute', true)",
  },
} as const satisfies Record<Credential["kind"], object>;

export const credentialKinds = Object.keys(kinds) as Credential["kind"][];

type IdentityRow = {
  id: string;
  user_id: string;
  scopes: string[] | null;
  expires_at: Date | null;
  is_stale: boolean;
};

const identityBy = (kind: Credential["kind"]) => {
  const { table, key, type, scopes, isStale } = kinds[kind];
  return prepared<IdentityRow>(
    `identity-by-${kind}`,
    `SELECT c.id, c.user_id, ${scopes} AS scopes, c.expires_at, ${isStale} AS is_stale
     FROM ${table} c JOIN user_account u ON u.id = c.user_id
     WHERE c.${key} = $1::${type} AND c.revoked_at IS NULL AND (c.expires_at IS NULL OR c.expires_at > now())
       AND u.disabled_at IS NULL`,
  );
};

const identities = { session: identityBy("session"), token: identityBy("token") };

/**
 * The person behind a credential, in one query; null when it is unknown, has ended, was revoked, or the person is
 * switched off. The one place where that is asked.
 *
 * Notes the use of a token at most once a minute, without making the request wait for it.
 */
export async function findIdentity({ kind, key }: Credential): Promise<Identity | null> {
  const [found] = await identities[kind](typeof key === "string" ? key : Buffer.from(key));
  if (!found) return null;
  if (found.is_stale) noteUse(found.id);
  return { userId: found.user_id, scopes: found.scopes, expiresAt: found.expires_at };
}

function noteUse(tokenId: string): void {
  getPool()
    .query(
      "UPDATE access_token SET last_used_at = now() WHERE id = $1 AND last_used_at IS DISTINCT FROM now()",
      [tokenId],
    )
    .catch(() => {});
}
