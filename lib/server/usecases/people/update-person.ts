import "server-only";
import type { PersonDetail, UpdatePersonRequest } from "@/lib/contracts/person";
import { DomainError } from "@/lib/domain/errors";
import { requireAdministrator } from "../../access/require-permission";
import { inTransaction } from "../../db/transaction";
import { findPersonView } from "../../store/people/people";
import { changeAdministrator } from "./change-administrator";
import { getPerson } from "./get-person";
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
