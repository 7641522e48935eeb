import "server-only";
import { listSessions } from "../../store/people/sessions";

/** Browsers in which the person is signed in, newest first. */
export async function getSessions(userId: string) {
  const sessions = await listSessions(userId);
  return sessions.map((session) => ({
    id: session.id,
    userAgent: session.userAgent,
    address: session.address,
    createdAt: session.createdAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
  }));
}
