import "server-only";
import { v7 as uuidv7 } from "uuid";
import { cleanLine, cutText } from "@/lib/domain/text";
import { countAttempt } from "../credentials/attempts";
import { verifyPassword } from "../credentials/password";
import { inTransaction } from "../db/transaction";
import { currentOrigin } from "../origin";
import { insertSession } from "../store/sessions";
import { findCredentials } from "../store/users";
import { recordSecurityEvent } from "./record-security-event";

/** How long a session lasts without signing in again: 30 days, in seconds. */
export const sessionLifetimeSeconds = 30 * 24 * 60 * 60;

/** No address of a person is longer. */
const longestEmail = 254;

type Attempt = { email: string; password: string; address: string; userAgent: string | null };

/**
 * Opens a session for the right password; null for a wrong one, an unknown address and a disabled person alike, after
 * the same work. Throws `rate-limited` after too many tries.
 */
export async function signIn(attempt: Attempt): Promise<{ id: string; userId: string } | null> {
  const email = cutText(cleanLine(attempt.email).toLowerCase(), longestEmail);
  const attempts = await countAttempt(email, attempt.address);
  const person = await findCredentials(email);
  const fits = await verifyPassword(attempt.password, person?.passwordHash ?? null);
  if (!fits || !person) return null;
  await attempts.forgive();
  return openSession(person.id, attempt.userAgent, person.passwordHash);
}

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
        expiresAt: new Date(Date.now() + sessionLifetimeSeconds * 1000),
      },
      passwordHash,
    );
    if (isNew) await recordSecurityEvent({ event: "signed-in", actorId: userId });
    return isNew;
  });
  return isOpen ? session : null;
}
