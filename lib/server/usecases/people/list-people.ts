import "server-only";
import type { ListPeopleQuery, PersonView } from "@/lib/contracts/person";
import type { Page } from "@/lib/contracts/primitives";
import { requireAdministrator } from "../../access/require-permission";
import { toPage } from "../../store/paging";
import { listPeople as listStoredPeople } from "../../store/people/people";

/** Everybody with an account, by name; for administrators. */
export async function listPeople(userId: string, query: ListPeopleQuery): Promise<Page<PersonView>> {
  await requireAdministrator(userId);
  return toPage(await listStoredPeople(query), query.limit, (last) => last.id);
}
