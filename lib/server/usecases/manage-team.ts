import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { InvitationView, MemberView, TeamView } from "@/lib/contracts/team";
import { DomainError } from "@/lib/domain/errors";
import type { MemberRole } from "@/lib/domain/policy";
import { requireTeam } from "../access";
import { hashSecretToken, newSecretToken } from "../credentials/secret-token";
import { inTransaction } from "../db/transaction";
import { lockBoard } from "../store/boards";
import { deleteInvitation, insertLink, listInvitations } from "../store/one-time-links";
import {
  countOpenCards,
  countOwners,
  deleteMembership,
  findTeam,
  insertMembership,
  insertTeam,
  listMembers,
  listTeamBoards,
  listTeamsOf,
  lockTeam,
  renameTeam,
  setRole,
  takeOffOpenCards,
} from "../store/teams";
import { findUserByEmail } from "../store/users";

const invitationLifetimeMs = 7 * 24 * 60 * 60 * 1000;

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
  await renameTeam(teamId, name);
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

/** Puts somebody who has an account into the team. Throws `invalid` for an unknown address, `already-exists`. */
export async function addMember(
  userId: string,
  teamId: string,
  member: { email: string; role: MemberRole },
): Promise<MemberView> {
  await requireTeam(userId, teamId, "team:manage");
  const person = await findUserByEmail(member.email);
  if (!person) {
    throw new DomainError("invalid", {
      errors: [{ path: "email", message: "Nobody here has this address. Invite them by a link instead." }],
    });
  }
  if (person.disabledAt) throw new DomainError("person-off");
  const isNew = await inTransaction(() => insertMembership({ teamId, userId: person.id, role: member.role }));
  if (!isNew) throw new DomainError("already-exists", {}, "This person is in the team already.");
  return requireMember(userId, teamId, person.id);
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
  await changeMembership(teamId, () => setRole(teamId, memberId, role));
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
    return true;
  });
}

/** A link by which one person joins the team within seven days. The token is shown this once. */
export async function inviteToTeam(
  userId: string,
  teamId: string,
  invitation: { role: MemberRole; email?: string },
): Promise<InvitationView & { token: string }> {
  await requireTeam(userId, teamId, "team:manage");
  const token = newSecretToken("");
  const link = {
    id: uuidv7(),
    role: invitation.role,
    email: invitation.email ?? null,
    expiresAt: new Date(Date.now() + invitationLifetimeMs),
  };
  await inTransaction(() =>
    insertLink({
      ...link,
      purpose: "invitation",
      teamId,
      createdById: userId,
      tokenHash: hashSecretToken(token),
    }),
  );
  return { ...link, token, createdAt: new Date().toISOString(), expiresAt: link.expiresAt.toISOString() };
}

/** Invitations that wait to be used, newest first. */
export async function getInvitations(userId: string, teamId: string): Promise<InvitationView[]> {
  await requireTeam(userId, teamId, "team:manage");
  const links = await listInvitations(teamId);
  return links.map((link) => ({
    ...link,
    role: link.role ?? "viewer",
    createdAt: link.createdAt.toISOString(),
    expiresAt: link.expiresAt.toISOString(),
  }));
}

/** Makes an invitation void. */
export async function revokeInvitation(userId: string, teamId: string, invitationId: string): Promise<void> {
  await requireTeam(userId, teamId, "team:manage");
  if (!(await deleteInvitation(teamId, invitationId))) throw new DomainError("not-found");
}
