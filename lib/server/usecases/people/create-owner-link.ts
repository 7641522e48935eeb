import "server-only";
import { v7 as uuidv7 } from "uuid";
import { dayMs } from "@/lib/domain/duration";
import { recordSecurityEvent } from "../../audit/record-security-event";
import { hashSecretToken, newSecretToken } from "../../credentials/secret-token";
import { inTransaction } from "../../db/transaction";
import { endOwnerLinks, insertLink, lockFirstPerson } from "../../store/people/one-time-links";
import { hasUsers } from "../../store/people/users";

const oneWeekMs = 7 * dayMs;

/**
 * A link that creates the first person, as a path; null as soon as anybody exists.
 *
 * Replaces any owner link before it, so that only the one printed last works.
 */
export async function createOwnerLink(): Promise<{ path: string } | null> {
  const token = newSecretToken("");
  return inTransaction(async () => {
    await lockFirstPerson();
    if (await hasUsers()) return null;
    await endOwnerLinks();
    await insertLink({
      id: uuidv7(),
      purpose: "owner",
      tokenHash: hashSecretToken(token),
      lifetimeMs: oneWeekMs,
    });
    await recordSecurityEvent({ event: "owner-link-made" });
    return { path: `/setup/${token}` };
  });
}
