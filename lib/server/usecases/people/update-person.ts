import "server-only";
import type { PersonDetail, UpdatePersonRequest } from "@/lib/contracts/person";
import { DomainError } from "@/lib/domain/errors";
import { requireAdministrator } from "../../access/require-permission";
import { inTransaction } from "../../db/transaction";
import { findPersonView } from "../../store/people/people";
import { findUserByEmail } from "../../store/people/users";
import { changeAdministrator } from "./change-administrator";
import { getPerson } from "./list-people";
import { switchOff, switchOn } from "./switch-person";

/** Changes what an administrator decides of a person: on or off, administrator or not; all of it or nothing. */
export async function updatePerson(
  userId: string,
  personId: string,
  { disabled, administrator, takeOffOpenCards }: UpdatePersonRequest,
): Promise<PersonDetail> {
  await requireAdministrator(userId);
  if (!(await findPersonView(personId))) throw new DomainError("not-found");
  await inTransaction(async () => {
    if (administrator !== undefined) await changeAdministrator(userId, personId, administrator);
    if (disabled === true) await switchOff(userId, personId, { takeOffOpenCards });
    if (disabled === false) await switchOn(userId, personId);
  });
  return getPerson(userId, personId);
}

/** The id of the person with this address, for the command line. Throws `not-found`. */
export async function findPersonByEmail(email: string): Promise<string> {
  const person = await findUserByEmail(email);
  if (!person) throw new DomainError("not-found", {}, `Nobody has the address ${email}.`);
  return person.id;
}
