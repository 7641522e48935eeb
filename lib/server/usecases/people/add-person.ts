import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { NewPerson } from "@/lib/contracts/account";
import { DomainError } from "@/lib/domain/errors";
import { findUserByEmail, insertUser } from "../../store/people/users";

const uniqueViolation = "P2002";

/**
 * Creates a person. Throws `already-exists`, saying what to do, for an address that has an account. Whether that
 * account is switched off is said only with `tellsState`: strangers could otherwise find out by trying addresses.
 */
export async function addPerson(
  person: Omit<NewPerson, "password">,
  passwordHash: string,
  tellsState = true,
): Promise<string> {
  const id = uuidv7();
  const known = await findUserByEmail(person.email);
  if (known) throw taken(tellsState && known.disabledAt !== null);
  try {
    await insertUser({ id, email: person.email, name: person.name, passwordHash });
  } catch (error) {
    if ((error as { code?: string }).code !== uniqueViolation) throw error;
    throw taken(false);
  }
  return id;
}

function taken(isSwitchedOff: boolean): DomainError {
  const message = isSwitchedOff
    ? "This address has an account that is switched off. An administrator can switch it on again."
    : "This address has an account already. Sign in with it; an invitation is opened again afterwards.";
  return new DomainError("already-exists", { errors: [{ path: "email", message }] }, message);
}
