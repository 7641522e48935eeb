import "server-only";
import { db } from "../db/transaction";

export async function insertSession(session: {
  id: string;
  userId: string;
  userAgent: string | null;
  expiresAt: Date;
}): Promise<void> {
  await db().session.create({ data: session });
}

export async function revokeSession(id: string): Promise<void> {
  await db().session.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } });
}

export async function revokeSessionsOf(userId: string, exceptId: string | null): Promise<void> {
  await db().session.updateMany({
    where: { userId, revokedAt: null, ...(exceptId ? { NOT: { id: exceptId } } : {}) },
    data: { revokedAt: new Date() },
  });
}

/** Sessions of a person that still count, newest first. */
export function listSessions(userId: string) {
  return db().session.findMany({
    where: { userId, revokedAt: null, expiresAt: { gt: new Date() } },
    orderBy: { createdAt: "desc" },
    select: { id: true, createdAt: true, expiresAt: true, userAgent: true },
  });
}
