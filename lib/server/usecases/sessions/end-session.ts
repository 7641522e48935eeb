import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { recordSecurityEvent } from "../../audit/record-security-event";
import { inTransaction } from "../../db/transaction";
import { listSessions, revokeSession } from "../../store/people/sessions";

/** Ends the session of a browser that signs out. */
export function endSession(sessionId: string): Promise<void> {
  return inTransaction(async () => {
    const userId = await revokeSession(sessionId);
    if (userId) await recordSecurityEvent({ event: "signed-out", actorId: userId });
  });
}

/** Ends one of a person's own sessions, wherever its cookie is; one of somebody else's does not exist for them. */
export function endOwnSession(userId: string, sessionId: string): Promise<void> {
  return inTransaction(async () => {
    const own = await listSessions(userId);
    if (!own.some((session) => session.id === sessionId)) throw new DomainError("not-found");
    await revokeSession(sessionId);
    await recordSecurityEvent({ event: "session-ended", actorId: userId });
  });
}
