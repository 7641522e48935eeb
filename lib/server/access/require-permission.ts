import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { type Action, can, type MemberRole } from "@/lib/domain/permission";
import { type BoardAccess, findBoardAccess } from "../store/board/boards";
import { isAdministrator } from "../store/people/people";
import { findRole } from "../store/people/teams";

/**
 * Access to a board, from the stored membership. A stranger gets `not-found`, so that ids reveal nothing; a member
 * without the right gets `forbidden`.
 */
export async function requireBoard(userId: string, boardId: string, action: Action): Promise<BoardAccess> {
  const access = await findBoardAccess(userId, boardId);
  if (!access) throw new DomainError("not-found");
  if (!can(access.role, action)) throw new DomainError("forbidden");
  return access;
}

/** Access to a team, by the same rule as to a board. Returns the role. */
export async function requireTeam(userId: string, teamId: string, action: Action): Promise<MemberRole> {
  const role = await findRole(teamId, userId);
  if (!role) throw new DomainError("not-found");
  if (!can(role, action)) throw new DomainError("forbidden");
  return role;
}

/** Access to what concerns the whole installation: its people, the trail of security. Throws `forbidden`. */
export async function requireAdministrator(userId: string): Promise<void> {
  if (await isAdministrator(userId)) return;
  throw new DomainError("forbidden", {}, "Only an administrator of this installation may do this.");
}
