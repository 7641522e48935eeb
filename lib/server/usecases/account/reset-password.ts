import "server-only";
import { randomBytes } from "node:crypto";
import { DomainError } from "@/lib/domain/errors";
import { recordSecurityEvent } from "../../audit/record-security-event";
import { hashNewPassword } from "../../credentials/new-password";
import { inTransaction } from "../../db/transaction";
import { endCredentials, findUserByEmail, setPassword } from "../../store/people/users";

/**
 * Gives a person a password, generated unless given, and ends everything that an older one opened: sessions, tokens,
 * links. Returns it. Throws `not-found`.
 */
export async function resetPassword(email: string, password?: string): Promise<string> {
  const person = await findUserByEmail(email);
  if (!person) throw new DomainError("not-found", {}, `Nobody has the address ${email}.`);
  const fresh = password ?? randomBytes(12).toString("base64url");
  const passwordHash = await hashNewPassword(fresh, [email, person.name]);
  await inTransaction(async () => {
    await setPassword(person.id, passwordHash);
    await endCredentials(person.id);
    await recordSecurityEvent({ event: "password-reset", subjectId: person.id });
  });
  return fresh;
}
