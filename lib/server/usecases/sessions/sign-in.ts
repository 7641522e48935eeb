import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { cleanLine, cutText } from "@/lib/domain/text";
import { countSecurityFailure } from "../../audit/record-security-event";
import { tryInTime } from "../../credentials/attempts";
import { verifyPassword } from "../../credentials/password";
import { networksOf } from "../../network/network-address";
import { listAddresses } from "../../store/people/sessions";
import { findCredentials } from "../../store/people/users";
import { openSession } from "./open-session";

/** No address of a person is longer. */
const maxEmailLength = 254;

/** No person has this id. */
const nobody = "00000000-0000-0000-0000-000000000000";

type Attempt = { email: string; password: string; address: string; userAgent: string | null };

/**
 * Opens a session for the right password; null for a wrong one, an unknown address and somebody switched off alike, after
 * the same work. Many wrong tries make the next ones wait. Throws `rate-limited` and `busy` when too many wait at once.
 */
export async function signIn(attempt: Attempt): Promise<{ id: string; userId: string } | null> {
  const { password, address, userAgent } = attempt;
  const email = cutText(cleanLine(attempt.email).toLowerCase(), maxEmailLength);
  const person = await findCredentials(email);
  const named = { account: email, subjectId: person?.id };
  // Asked of nobody, too, so that the time it takes does not tell the two apart.
  const isFamiliar = await isAtHome(person?.id ?? nobody, address);
  try {
    const { result, slowedMs } = await tryInTime(
      { door: "sign-in", account: email, address, isFamiliar },
      async () => {
        const fits = await verifyPassword(password, person?.passwordHash ?? null);
        return fits && person ? openSession(person.id, userAgent, person.passwordHash) : null;
      },
    );
    if (slowedMs > 0) await countSecurityFailure({ event: "sign-in-slowed", ...named });
    if (!result) await countSecurityFailure({ event: "sign-in-failed", ...named });
    return result;
  } catch (error) {
    if (error instanceof DomainError) await countSecurityFailure({ event: "sign-in-slowed", ...named });
    throw error;
  }
}

/** Whether the person has signed in from this network before, as far as sessions are kept. */
async function isAtHome(userId: string, address: string): Promise<boolean> {
  const { caller } = networksOf(address);
  const addresses = await listAddresses(userId);
  return addresses.some((one) => networksOf(one).caller === caller);
}
