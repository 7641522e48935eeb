import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { findUserByEmail } from "../../store/people/users";

/** The id of the person with this address, for the command line. Throws `not-found`. */
export async function findPersonByEmail(email: string): Promise<string> {
  const person = await findUserByEmail(email);
  if (!person) throw new DomainError("not-found", {}, `Nobody has the address ${email}.`);
  return person.id;
}
