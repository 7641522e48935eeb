import "server-only";
import { Prisma } from "../../db/generated/client";
import { db } from "../../db/transaction";

export type KeyClaim = { userId: string; key: string; requestHash: string };

/** An answer as it was given; `body` is JSON, null for none. */
export type KeptAnswer = { status: number; body: unknown };

/**
 * Takes a key for the open transaction; waits for another one that has taken it. Returns what was kept under the key
 * before, or null when it is new.
 */
export async function claimKey(claim: KeyClaim): Promise<(KeptAnswer & { requestHash: string }) | null> {
  const taken = await db().$executeRaw`
    INSERT INTO idempotency_key (user_id, key, request_hash)
    VALUES (${claim.userId}::uuid, ${claim.key}, ${claim.requestHash}) ON CONFLICT DO NOTHING`;
  if (taken === 1) return null;
  const { userId, key } = claim;
  const earlier = await db().idempotencyKey.findUniqueOrThrow({ where: { userId_key: { userId, key } } });
  return { status: earlier.status ?? 0, body: earlier.body, requestHash: earlier.requestHash };
}

export async function keepAnswer(claim: KeyClaim, answer: KeptAnswer): Promise<void> {
  const { userId, key } = claim;
  await db().idempotencyKey.update({
    where: { userId_key: { userId, key } },
    data: {
      status: answer.status,
      body: answer.body === null ? Prisma.DbNull : (answer.body as Prisma.InputJsonValue),
    },
  });
}

/** Forgets the answers to requests from before then. */
export async function removeOldKeys(before: Date): Promise<void> {
  await db().idempotencyKey.deleteMany({ where: { createdAt: { lt: before } } });
}
