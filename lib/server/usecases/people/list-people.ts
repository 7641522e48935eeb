import "server-only";
import type { ListPeopleQuery, PersonDetail, PersonView } from "@/lib/contracts/person";
import type { Page } from "@/lib/contracts/primitives";
import { DomainError } from "@/lib/domain/errors";
import { requireAdministrator } from "../../access/require-permission";
import { toPage } from "../../store/paging";
import { findPersonView, listPeople, listTeamsOwnedAlone, listWorkOf } from "../../store/people/people";

/** Everybody with an account, by name; for administrators. */
export async function getPeople(userId: string, query: ListPeopleQuery): Promise<Page<PersonView>> {
  await requireAdministrator(userId);
  return toPage(await listPeople(query), query.limit, (last) => last.id);
}

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
