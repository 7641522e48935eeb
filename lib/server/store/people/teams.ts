import "server-only";
import type { MemberRole } from "@/lib/domain/permission";
import { db } from "../../db/transaction";

export async function insertTeam(team: { id: string; name: string }): Promise<void> {
  await db().team.create({ data: team });
}

/** Puts a person into a team; false when they are in it already. */
export async function insertMembership(membership: {
  teamId: string;
  userId: string;
  role: MemberRole;
  /** Who put the person in without asking, so that they are told. */
  addedById?: string;
}): Promise<boolean> {
  const { count } = await db().membership.createMany({ data: [membership], skipDuplicates: true });
  return count === 1;
}

/** A person's role in a team; null for a stranger or an unknown team. */
export async function findRole(teamId: string, userId: string): Promise<MemberRole | null> {
  const membership = await db().membership.findUnique({
    where: { teamId_userId: { teamId, userId } },
    select: { role: true },
  });
  return membership?.role ?? null;
}

/** Whether the person with this address, in lower case, is in a team. */
export async function isMemberByEmail(teamId: string, email: string): Promise<boolean> {
  return (await db().membership.count({ where: { teamId, user: { email } } })) > 0;
}

/** Notes that a person knows that they were put into a team. */
export async function noteSeen(teamId: string, userId: string): Promise<void> {
  await db().membership.updateMany({ where: { teamId, userId }, data: { addedById: null } });
}

export function findTeam(id: string) {
  return db().team.findUnique({ where: { id }, select: { id: true, name: true, createdAt: true } });
}

export function listTeamsOf(userId: string) {
  return db().membership.findMany({
    where: { userId },
    orderBy: [{ joinedAt: "asc" }, { teamId: "asc" }],
    select: { role: true, team: { select: { id: true, name: true, createdAt: true } } },
  });
}

export function listMembers(teamId: string) {
  return db().membership.findMany({
    where: { teamId },
    orderBy: [{ joinedAt: "asc" }, { userId: "asc" }],
    select: {
      userId: true,
      role: true,
      joinedAt: true,
      user: { select: { name: true, email: true, disabledAt: true } },
    },
  });
}

/** On how many open cards of the team's boards each person is, by user id; nobody with none. */
export async function countOpenCards(teamId: string): Promise<Map<string, number>> {
  const rows = await db().$queryRaw<{ userId: string; count: number }[]>`
    SELECT a.user_id AS "userId", count(*)::int AS count
    FROM board b JOIN card_assignee a ON a.board_id = b.id JOIN card c ON c.id = a.card_id
    WHERE b.team_id = ${teamId}::uuid AND b.archived_at IS NULL AND is_open(c)
    GROUP BY a.user_id`;
  return new Map(rows.map(({ userId, count }) => [userId, count]));
}

/** Boards of a team that are not archived, in the order in which they are locked. */
export async function listTeamBoards(teamId: string): Promise<string[]> {
  const boards = await db().board.findMany({
    where: { teamId, archivedAt: null },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  return boards.map(({ id }) => id);
}

/** Takes a person off the open cards of a board, each with an activity of the actor; the board must be locked. */
export async function takeOffOpenCards(
  boardId: string,
  userId: string,
  actorId: string | null,
): Promise<void> {
  await db().$executeRaw`SELECT take_off_open_cards(${boardId}::uuid, ${userId}::uuid, ${actorId}::uuid)`;
}

/** The team that has been there longest; null on an empty installation. */
export function findOldestTeam(): Promise<{ id: string } | null> {
  return db().team.findFirst({ orderBy: [{ createdAt: "asc" }, { id: "asc" }], select: { id: true } });
}

/** Locks a team against simultaneous changes of its membership, until the transaction ends. */
export async function lockTeam(id: string): Promise<void> {
  await db().$queryRaw`SELECT id FROM team WHERE id = ${id}::uuid FOR UPDATE`;
}

/** Owners of a team who are on: one who is switched off cannot act. */
export function countOwners(teamId: string): Promise<number> {
  return db().membership.count({ where: { teamId, role: "owner", user: { disabledAt: null } } });
}

export async function setRole(teamId: string, userId: string, role: MemberRole): Promise<boolean> {
  const { count } = await db().membership.updateMany({ where: { teamId, userId }, data: { role } });
  return count === 1;
}

/** Takes a person out of a team; false when they are not in it. */
export async function deleteMembership(teamId: string, userId: string): Promise<boolean> {
  const { count } = await db().membership.deleteMany({ where: { teamId, userId } });
  return count === 1;
}

export async function renameTeam(id: string, name: string): Promise<void> {
  await db().team.update({ where: { id }, data: { name } });
}
