import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { inSavepoint, inTransaction } from "../db/transaction";
import { claimKey, type KeptAnswer, type KeyClaim, keepAnswer } from "../store/people/idempotency-keys";

export type { KeptAnswer } from "../store/people/idempotency-keys";

/**
 * Does a request's work once for each Idempotency-Key, however often it is sent and even if two copies arrive at once.
 * Key, work and answer are written in one transaction: a second request waits for the first and repeats its answer, and
 * a crash leaves neither work nor key. If the work is refused it is rolled back, and what `toKept` makes of the refusal
 * is kept instead (null: nothing is kept). Throws `idempotency-conflict` when the key was used for another request.
 */
export async function runOnce(
  claim: KeyClaim,
  work: () => Promise<KeptAnswer>,
  toKept: (refusal: DomainError) => KeptAnswer | null,
): Promise<{ answer: KeptAnswer; isRepeat: boolean }> {
  const outcome = await inTransaction(async () => {
    const earlier = await claimKey(claim);
    if (earlier) return { answer: repeatOf(earlier, claim), isRepeat: true, refusal: null };
    try {
      const answer = await inSavepoint(work);
      await keepAnswer(claim, answer);
      return { answer, isRepeat: false, refusal: null };
    } catch (error) {
      const kept = error instanceof DomainError ? toKept(error) : null;
      if (!kept) throw error;
      await keepAnswer(claim, kept);
      return { answer: kept, isRepeat: false, refusal: error };
    }
  });
  if (outcome.refusal) throw outcome.refusal;
  return { answer: outcome.answer, isRepeat: outcome.isRepeat };
}

function repeatOf(earlier: KeptAnswer & { requestHash: string }, claim: KeyClaim): KeptAnswer {
  if (earlier.requestHash !== claim.requestHash) throw new DomainError("idempotency-conflict");
  return { status: earlier.status, body: earlier.body };
}
