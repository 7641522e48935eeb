import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { MemberView, TeamView } from "@/lib/contracts/team";
import { DomainError } from "@/lib/domain/errors";
import { can, type MemberRole } from "@/lib/domain/permission";
import { requireTeam } from "../../access/require-permission";
import { recordSecurityEvent } from "../../audit/record-security-event";
import { countGuess } from "../../credentials/guesses";
import { inTransaction } from "../../db/transaction";
import { lockBoard } from "../../store/board/boards";
import { endInvitationsBy, endInvitationsFor } from "../../store/people/one-time-links";
import {
  countOpenCards,
  countOwners,
  deleteMembership,
  findRole,
  findTeam,
  insertMembership,
  insertTeam,
  listMembers,
  listTeamBoards,
  listTeamsOf,
  lockTeam,
  noteSeen,
  renameTeam,
  setRole,
  takeOffOpenCards,
} from "../../store/people/teams";
import { findUserByEmail } from "../../store/people/users";

/** Teams of a person, the one joined first first. */
export async function listTeams(userId: string): Promise<TeamView[]> {
  const memberships = await listTeamsOf(userId);
  return memberships.map(({ role, team }) => ({ ...team, role, createdAt: team.createdAt.toISOString() }));
}

/** A new team, owned by the person who makes it. */
export async function createTeam(userId: string, name: string): Promise<TeamView> {
  const id = uuidv7();
  await inTransaction(async () => {
    await insertTeam({ id, name });
    await insertMembership({ teamId: id, userId, role: "owner" });
    await recordSecurityEvent({ event: "team-made", actorId: userId, teamId: id });
  });
  return getTeam(userId, id);
}

/** One team. Throws `not-found` for strangers. */
export async function getTeam(userId: string, teamId: string): Promise<TeamView> {
  const role = await requireTeam(userId, teamId, "team:read");
  const team = await findTeam(teamId);
  if (!team) throw new DomainError("not-found");
  return { ...team, role, createdAt: team.createdAt.toISOString() };
}

/** Gives a team another name. */
export async function changeTeamName(userId: string, teamId: string, name: string): Promise<TeamView> {
  await requireTeam(userId, teamId, "team:manage");
  await inTransaction(async () => {
    await renameTeam(teamId, name);
    await recordSecurityEvent({ event: "team-renamed", actorId: userId, teamId, details: { name } });
  });
  return getTeam(userId, teamId);
}

/** Members of a team, the one who joined first first. */
export async function getMembers(userId: string, teamId: string): Promise<MemberView[]> {
  await requireTeam(userId, teamId, "team:read");
  const [members, openCards] = await Promise.all([listMembers(teamId), countOpenCards(teamId)]);
  return members.map(({ user: { disabledAt, ...user }, joinedAt, ...member }) => ({
    ...member,
    ...user,
    disabled: disabledAt !== null,
    joinedAt: joinedAt.toISOString(),
    openCards: openCards.get(member.userId) ?? 0,
  }));
}

/**
 * Puts somebody who has an account into the team at once; they are told, and may leave. Throws `invalid` for an unknown
 * address, `already-exists`, and `rate-limited` once too many addresses were tried that nobody has.
 */
export async function addMember(
  userId: string,
  teamId: string,
  member: { email: string; role: MemberRole },
): Promise<MemberView> {
  await requireTeam(userId, teamId, "team:manage");
  const { email, role } = member;
  const guess = await countGuess(userId);
  const person = await findUserByEmail(email);
  if (!person) {
    throw new DomainError("invalid", {
      errors: [{ path: "email", message: "Nobody here has this address. Invite them by a link instead." }],
    });
  }
  if (person.disabledAt) throw new DomainError("person-off");
  await guess.forgive();
  await inTransaction(async () => {
    await lockTeam(teamId);
    if (!(await insertMembership({ teamId, userId: person.id, role, addedById: userId }))) {
      throw new DomainError("already-exists", {}, "This person is in the team already.");
    }
    await endInvitationsFor(teamId, email);
    await recordSecurityEvent({
      event: "member-added",
      actorId: userId,
      subjectId: person.id,
      teamId,
      details: { role },
    });
  });
  return requireMember(userId, teamId, person.id);
}

/** Notes that a person has seen that they were put into a team. */
export async function seeMembership(userId: string, teamId: string): Promise<void> {
  await requireTeam(userId, teamId, "team:read");
  await noteSeen(teamId, userId);
}

async function requireMember(userId: string, teamId: string, memberId: string): Promise<MemberView> {
  const member = (await getMembers(userId, teamId)).find((one) => one.userId === memberId);
  if (!member) throw new DomainError("not-found");
  return member;
}

// Owners are counted under the team's lock: two owners who leave at once would otherwise both see the other stay.
async function changeMembership(teamId: string, change: () => Promise<boolean>): Promise<void> {
  await inTransaction(async () => {
    await lockTeam(teamId);
    if (!(await change())) throw new DomainError("not-found");
    if ((await countOwners(teamId)) === 0) throw new DomainError("last-owner");
  });
}

/** Gives a member another role. Throws `last-owner` when nobody would own the team. */
export async function changeRole(
  userId: string,
  teamId: string,
  memberId: string,
  role: MemberRole,
): Promise<MemberView> {
  await requireTeam(userId, teamId, "team:manage");
  await changeMembership(teamId, async () => {
    const before = await findRole(teamId, memberId);
    if (!before || !(await setRole(teamId, memberId, role))) return false;
    if (!can(role, "team:manage")) await endInvitationsBy(memberId, teamId);
    const details = { from: before, to: role };
    await recordSecurityEvent({
      event: "role-changed",
      actorId: userId,
      subjectId: memberId,
      teamId,
      details,
    });
    return true;
  });
  return requireMember(userId, teamId, memberId);
}

/**
 * Takes a member out of the team, and off the cards on which work is not over, in one transaction; finished and archived
 * cards keep the name. Anybody may leave. Throws `last-owner` when nobody would own the team.
 */
export async function removeMember(userId: string, teamId: string, memberId: string): Promise<void> {
  await requireTeam(userId, teamId, memberId === userId ? "team:read" : "team:manage");
  await changeMembership(teamId, async () => {
    if (!(await deleteMembership(teamId, memberId))) return false;
    for (const boardId of await listTeamBoards(teamId)) {
      await lockBoard(boardId);
      await takeOffOpenCards(boardId, memberId, userId);
    }
    await endInvitationsBy(memberId, teamId);
    await recordSecurityEvent({
      event: memberId === userId ? "member-left" : "member-removed",
      actorId: userId,
      ...(memberId !== userId && { subjectId: memberId }),
      teamId,
    });
    return true;
  });
}
