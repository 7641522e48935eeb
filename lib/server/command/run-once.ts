import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { inTransaction } from "../db/transaction";
import { claimKey, type KeptAnswer, type KeyClaim, keepAnswer } from "../store/people/idempotency-keys";

export type { KeptAnswer } from "../store/people/idempotency-keys";

type Outcome = { answer: KeptAnswer; isRepeat: boolean };

/**
 * Does a request's work once for each Idempotency-Key, however often it is sent and even if two copies arrive at once.
 * Key, work and answer are written in one transaction: a second request waits for the first and repeats its answer, and
 * a crash leaves neither work nor key. If the work is refused all of it is rolled back, and what `toKept` makes of the refusal
 * is kept instead (null: nothing is kept). Throws `idempotency-conflict` when the key was used for another request.
 */
export async function runOnce(
  claim: KeyClaim,
  work: () => Promise<KeptAnswer>,
  toKept: (refusal: DomainError) => KeptAnswer | null,
): Promise<Outcome> {
  try {
    return await answerOnce(claim, work);
  } catch (error) {
    const kept = error instanceof DomainError ? toKept(error) : null;
    if (!kept) throw error;
    const outcome = await answerOnce(claim, async () => kept);
    // A copy may have come in between, and done the work: its answer is that of the key.
    if (outcome.isRepeat) return outcome;
    throw error;
  }
}

/** Takes the key, works and keeps the answer, all or nothing; or repeats what was kept. */
function answerOnce(claim: KeyClaim, work: () => Promise<KeptAnswer>): Promise<Outcome> {
  return inTransaction(async () => {
    const earlier = await claimKey(claim);
    if (earlier) return { answer: repeatOf(earlier, claim), isRepeat: true };
    const answer = await work();
    await keepAnswer(claim, answer);
    return { answer, isRepeat: false };
  });
}

function repeatOf(earlier: KeptAnswer & { requestHash: string }, claim: KeyClaim): KeptAnswer {
  if (earlier.requestHash !== claim.requestHash) throw new DomainError("idempotency-conflict");
  return { status: earlier.status, body: earlier.body };
}
