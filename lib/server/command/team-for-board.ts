import "server-only";
import { v7 as uuidv7 } from "uuid";
import { DomainError } from "@/lib/domain/errors";
import { can } from "@/lib/domain/permission";
import { requireTeam } from "../access/require-permission";
import { insertMembership, insertTeam } from "../store/people/teams";
import { findPerson } from "../store/people/users";

/**
 * The team for a new board: the one asked for, else the first in which this person may create boards. Somebody without
 * a team gets one.
 */
export async function requireTeamForBoard(userId: string, teamId: string | undefined): Promise<string> {
  const found = await findTeamForBoard(userId, teamId);
  return found.teamId ?? createOwnTeam(userId, found.personName);
}

/**
 * Throws what `requireTeamForBoard` would throw, and writes nothing: asked before long work whose board comes at the
 * end.
 */
export async function checkTeamForBoard(userId: string, teamId: string | undefined): Promise<void> {
  await findTeamForBoard(userId, teamId);
}

async function findTeamForBoard(
  userId: string,
  teamId: string | undefined,
): Promise<{ teamId: string } | { teamId: null; personName: string }> {
  if (teamId !== undefined) {
    await requireTeam(userId, teamId, "board:create");
    return { teamId };
  }
  const person = await findPerson(userId);
  if (!person) throw new DomainError("unauthenticated");
  const membership = person.memberships.find(({ role }) => can(role, "board:create"));
  if (membership) return { teamId: membership.team.id };
  if (person.memberships.length > 0) throw new DomainError("forbidden");
  return { teamId: null, personName: person.name };
}

async function createOwnTeam(userId: string, name: string): Promise<string> {
  const id = uuidv7();
  await insertTeam({ id, name: `${name}'s team` });
  await insertMembership({ teamId: id, userId, role: "owner" });
  return id;
}
