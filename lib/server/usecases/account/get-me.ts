import "server-only";
import type { MeView } from "@/lib/contracts/team";
import { DomainError } from "@/lib/domain/errors";
import { findPerson } from "../../store/people/users";

/** The person and their teams. Throws `not-found` once they are gone. */
export async function getMe(userId: string): Promise<MeView> {
  const person = await findPerson(userId);
  if (!person) throw new DomainError("not-found");
  return {
    id: person.id,
    name: person.name,
    email: person.email,
    administrator: person.isAdministrator,
    teams: person.memberships.map(({ role, team, addedBy }) => ({
      ...team,
      role,
      addedBy: addedBy?.name ?? null,
    })),
  };
}
