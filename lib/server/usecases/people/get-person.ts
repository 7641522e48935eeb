import "server-only";
import type { PersonDetail } from "@/lib/contracts/person";
import { DomainError } from "@/lib/domain/errors";
import { requireAdministrator } from "../../access/require-permission";
import { findPersonView, listTeamsOwnedAlone, listWorkOf } from "../../store/people/people";

/** One person, the work that they hold and who could take it over; for administrators. Throws `not-found`. */
export async function getPerson(userId: string, personId: string): Promise<PersonDetail> {
  await requireAdministrator(userId);
  const [person, work, onlyOwnerOf] = await Promise.all([
    findPersonView(personId),
    listWorkOf(personId),
    listTeamsOwnedAlone(personId),
  ]);
  if (!person) throw new DomainError("not-found");
  return { ...person, work, onlyOwnerOf };
}
