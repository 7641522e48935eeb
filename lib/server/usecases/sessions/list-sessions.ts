import "server-only";
import { listSessions as listStoredSessions } from "../../store/people/sessions";

/** Browsers in which the person is signed in, newest first. */
export async function listSessions(userId: string) {
  const sessions = await listStoredSessions(userId);
  return sessions.map((session) => ({
    id: session.id,
    userAgent: session.userAgent,
    address: session.address,
    createdAt: session.createdAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
  }));
}
