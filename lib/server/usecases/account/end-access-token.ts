import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { recordSecurityEvent } from "../../audit/record-security-event";
import { inTransaction } from "../../db/transaction";
import { revokeAccessToken } from "../../store/people/access-tokens";

/** Ends a token at once. */
export function endAccessToken(userId: string, tokenId: string): Promise<void> {
  return inTransaction(async () => {
    const revoked = await revokeAccessToken(userId, tokenId);
    if (!revoked) throw new DomainError("not-found");
    await recordSecurityEvent({ event: "token-revoked", actorId: userId, details: revoked });
  });
}
