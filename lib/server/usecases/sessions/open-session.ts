import "server-only";
import { v7 as uuidv7 } from "uuid";
import { recordSecurityEvent } from "../../audit/record-security-event";
import { inTransaction } from "../../db/transaction";
import { currentOrigin } from "../../network/origin";
import { insertSession } from "../../store/people/sessions";

/** How long a session lasts without signing in again: 30 days, in seconds. */
export const sessionLifetimeSeconds = 30 * 24 * 60 * 60;

/**
 * How long the token in a session's cookie can be read, in seconds: for ever. When a session ends is told by its row and
 * the database's clock; the clock of one server process would end everybody's on that process.
 */
export const tokenLifetimeSeconds = 100 * 365 * 24 * 60 * 60;

/**
 * A session for a person whose identity was proved: by the password with this hash, or in another way, such as a one-time
 * link. Null when they were switched off or got another password since.
 */
export async function openSession(
  userId: string,
  userAgent: string | null,
  passwordHash: string | null = null,
): Promise<{ id: string; userId: string } | null> {
  const session = { id: uuidv7(), userId };
  const isOpen = await inTransaction(async () => {
    const isNew = await insertSession(
      {
        ...session,
        userAgent: userAgent?.slice(0, 300) ?? null,
        address: currentOrigin()?.address.slice(0, 64) ?? null,
        lifetimeSeconds: sessionLifetimeSeconds,
      },
      passwordHash,
    );
    if (isNew) await recordSecurityEvent({ event: "signed-in", actorId: userId });
    return isNew;
  });
  return isOpen ? session : null;
}
