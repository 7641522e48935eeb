import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { listSessions, revokeSession, revokeSessionsOf } from "../store/sessions";

/** Ends one session, wherever its cookie is. */
export async function endSession(sessionId: string): Promise<void> {
  await revokeSession(sessionId);
}

/** Ends every session of a person, but the one kept. */
export async function endSessionsOf(userId: string, keptSessionId: string | null): Promise<void> {
  await revokeSessionsOf(userId, keptSessionId);
}

/** Ends one of a person's own sessions; one of somebody else's does not exist for them. */
export async function endOwnSession(userId: string, sessionId: string): Promise<void> {
  const own = await listSessions(userId);
  if (!own.some((session) => session.id === sessionId)) throw new DomainError("not-found");
  await revokeSession(sessionId);
}
