import "server-only";
import { getPool } from "../../db/client";
import { prepared } from "../../db/prepared";
import { outsideRequests } from "../../lifecycle/outside-requests";
import type { Credential, Identity } from "./credential";
import { beginToKnow, recallIdentity } from "./known-identities";

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
  ends_in_ms: number | null;
  is_stale: boolean;
};

const identityBy = (kind: Credential["kind"]) => {
  const { table, key, type, scopes, isStale } = kinds[kind];
  return prepared<IdentityRow>(
    `identity-by-${kind}`,
    `SELECT c.id, c.user_id, ${scopes} AS scopes, c.expires_at, ${isStale} AS is_stale,
       (extract(epoch FROM c.expires_at - now()) * 1000)::float8 AS ends_in_ms
     FROM ${table} c JOIN user_account u ON u.id = c.user_id
     WHERE c.${key} = $1::${type} AND c.revoked_at IS NULL AND (c.expires_at IS NULL OR c.expires_at > now())
       AND u.disabled_at IS NULL`,
  );
};

const identities = { session: identityBy("session"), token: identityBy("token") };

/**
 * The person behind a credential; null when it is unknown, has ended, was revoked, or the person is switched off. May be
 * remembered, and is then at most a second old (`known-identities.ts`).
 */
export async function findIdentity(credential: Credential): Promise<Identity | null> {
  return recallIdentity(credential) ?? (await readIdentity(credential));
}

/**
 * The same as it is now, in one query. The one place where that is asked.
 *
 * Notes the use of a token at most once a minute, without making the request wait for it.
 */
export async function readIdentity(credential: Credential): Promise<Identity | null> {
  const { kind, key } = credential;
  const remember = beginToKnow(credential);
  const [found] = await identities[kind](typeof key === "string" ? key : Buffer.from(key));
  if (!found) return null;
  if (found.is_stale) noteUse(found.id);
  const identity = { userId: found.user_id, scopes: found.scopes, expiresAt: found.expires_at };
  remember(identity, found.ends_in_ms);
  return identity;
}

function noteUse(tokenId: string): void {
  const note =
    "UPDATE access_token SET last_used_at = now() WHERE id = $1 AND last_used_at IS DISTINCT FROM now()";
  outsideRequests(() => getPool().query(note, [tokenId])).catch(() => {});
}
