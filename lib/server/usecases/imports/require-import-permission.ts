import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { can } from "@/lib/domain/permission";
import { requireTeam } from "../../access/require-permission";
import { findPerson } from "../../store/people/users";

/**
 * Whether this person may import a board: into a team, or, where none is named, into one of their own. Asked before a
 * file is read. Throws `not-found` for a stranger's team, `forbidden` for who may not make boards.
 */
export async function requireImportPermission(userId: string, teamId: string | undefined): Promise<void> {
  if (teamId !== undefined) {
    await requireTeam(userId, teamId, "board:create");
    return;
  }
  const person = await findPerson(userId);
  if (!person?.memberships.some(({ role }) => can(role, "board:create"))) {
    throw new DomainError("forbidden", {}, "You are in no team in which you may make boards.");
  }
}
