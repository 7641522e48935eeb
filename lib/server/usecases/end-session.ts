import "server-only";
import { revokeSession, revokeSessionsOf } from "../store/sessions";

/** Ends one session, wherever its cookie is. */
export async function endSession(sessionId: string): Promise<void> {
  await revokeSession(sessionId);
}

/** Ends every session of a person, but the one kept. */
export async function endSessionsOf(userId: string, keptSessionId: string | null): Promise<void> {
  await revokeSessionsOf(userId, keptSessionId);
}
