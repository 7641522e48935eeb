import "server-only";
import { prepared } from "../../db/prepared";
import { db } from "../../db/transaction";

export type KeyClaim = { userId: string; key: string; requestHash: string };

/** An answer as it was given; `body` is JSON, null for none. */
export type KeptAnswer = { status: number; body: unknown };

const take = prepared<{ key: string }>(
  "idempotency-key-take",
  `INSERT INTO idempotency_key (user_id, key, request_hash) VALUES ($1::uuid, $2, $3)
   ON CONFLICT DO NOTHING RETURNING key`,
);

const keep = prepared(
  "idempotency-key-keep",
  "UPDATE idempotency_key SET status = $3, body = $4::jsonb WHERE user_id = $1::uuid AND key = $2",
);

/**
 * Takes a key for the open transaction; waits for another one that has taken it. Returns what was kept under the key
 * before, or null when it is new.
 */
export async function claimKey(claim: KeyClaim): Promise<(KeptAnswer & { requestHash: string }) | null> {
  const { userId, key } = claim;
  const taken = await take(userId, key, claim.requestHash);
  if (taken.length === 1) return null;
  const earlier = await db().idempotencyKey.findUniqueOrThrow({ where: { userId_key: { userId, key } } });
  return { status: earlier.status ?? 0, body: earlier.body, requestHash: earlier.requestHash };
}

export async function keepAnswer({ userId, key }: KeyClaim, { status, body }: KeptAnswer): Promise<void> {
  await keep(userId, key, status, body === null ? null : JSON.stringify(body));
}

/** Forgets the answers to requests from before then. */
export async function removeOldKeys(before: Date): Promise<void> {
  await db().idempotencyKey.deleteMany({ where: { createdAt: { lt: before } } });
}
