import "server-only";
import type { ListPeopleQuery, PersonView, PersonWork } from "@/lib/contracts/person";
import { Prisma } from "../../db/generated/client";
import { afterCommit, db } from "../../db/transaction";
import { forgetIdentities } from "./known-identities";

const maxCandidates = 10;

const viewOf = Prisma.sql`jsonb_build_object(
  'id', u.id, 'name', u.name, 'email', u.email, 'administrator', u.is_administrator,
  'disabledAt', iso_instant(u.disabled_at), 'createdAt', iso_instant(u.created_at),
  'lastSeenAt', iso_instant(greatest(
    (SELECT max(s.created_at) FROM session s WHERE s.user_id = u.id),
    (SELECT max(t.last_used_at) FROM access_token t WHERE t.user_id = u.id))),
  'sessions', (SELECT count(*) FROM session s
    WHERE s.user_id = u.id AND s.revoked_at IS NULL AND s.expires_at > now()),
  'tokens', (SELECT count(*) FROM access_token t
    WHERE t.user_id = u.id AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > now())),
  'teams', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'role', m.role)
      ORDER BY lower(t.name), t.id), '[]')
    FROM membership m JOIN team t ON t.id = m.team_id WHERE m.user_id = u.id))`;

/** People with an account by name, one more than `limit`; from after the person that `cursor` names on. */
export async function listPeople({ cursor, limit, search, state }: ListPeopleQuery): Promise<PersonView[]> {
  const wanted = search ? `%${search.replace(/[\\%_]/g, "\\$&")}%` : null;
  const rows = await db().$queryRaw<{ view: PersonView }[]>`
    SELECT ${viewOf} AS view FROM user_account u
    WHERE (${cursor ?? null}::uuid IS NULL OR (lower(u.name), u.id) >
        (SELECT lower(x.name), x.id FROM user_account x WHERE x.id = ${cursor ?? null}::uuid))
      AND (${wanted}::text IS NULL OR u.name ILIKE ${wanted} OR u.email ILIKE ${wanted})
      AND (${state} = 'all' OR (u.disabled_at IS NOT NULL) = (${state} = 'off'))
    ORDER BY lower(u.name), u.id LIMIT ${limit + 1}`;
  return rows.map(({ view }) => view);
}

export async function findPersonView(id: string): Promise<PersonView | null> {
  const [row] = await db().$queryRaw<{ view: PersonView }[]>`
    SELECT ${viewOf} AS view FROM user_account u WHERE u.id = ${id}::uuid`;
  return row?.view ?? null;
}

/** Boards that are not archived on whose open cards the person is, and who could take those over. */
export async function listWorkOf(personId: string): Promise<PersonWork[]> {
  const rows = await db().$queryRaw<{ work: PersonWork }[]>`
    WITH held AS (
      SELECT a.board_id, count(*) AS cards FROM card_assignee a JOIN card c ON c.id = a.card_id
      WHERE a.user_id = ${personId}::uuid AND is_open(c) GROUP BY a.board_id
    )
    SELECT jsonb_build_object('boardId', b.id, 'boardName', b.name, 'teamName', t.name, 'openCards', h.cards,
      'slots', (SELECT coalesce(jsonb_agg(jsonb_build_object('limitId', l.id, 'max', l.max,
          'count', limit_occupancy(l, b, ${personId}::uuid, NULL)) ORDER BY l.created_at, l.id), '[]')
        FROM wip_limit l WHERE l.board_id = b.id AND l.removed_at IS NULL
          AND (l.per_person OR l.user_id = ${personId}::uuid)),
      'couldTakeOver', (SELECT coalesce(jsonb_agg(jsonb_build_object('userId', x.id, 'name', x.name, 'openCards', x.cards,
          'freeSlots', (SELECT min(greatest(l.max - limit_occupancy(l, b, x.id, NULL), 0)) FROM wip_limit l
            WHERE l.board_id = b.id AND l.removed_at IS NULL AND (l.per_person OR l.user_id = x.id)))
          ORDER BY x.cards, lower(x.name), x.id), '[]')
        FROM (SELECT u.id, u.name, (SELECT count(*) FROM card_assignee a JOIN card c ON c.id = a.card_id
              WHERE a.board_id = b.id AND a.user_id = u.id AND is_open(c)) AS cards
          FROM membership m JOIN user_account u ON u.id = m.user_id
          WHERE m.team_id = b.team_id AND m.role <> 'viewer' AND u.disabled_at IS NULL AND u.id <> ${personId}::uuid
          ORDER BY cards, lower(u.name), u.id LIMIT ${maxCandidates}) x)) AS work
    FROM held h JOIN board b ON b.id = h.board_id AND b.archived_at IS NULL JOIN team t ON t.id = b.team_id
    ORDER BY lower(t.name), lower(b.name), b.id`;
  return rows.map(({ work }) => work);
}

/** Teams of which the person is the only owner who is on, in the order in which teams are locked. */
export function listTeamsOwnedAlone(personId: string): Promise<{ id: string; name: string }[]> {
  return db().$queryRaw<{ id: string; name: string }[]>`
    SELECT t.id, t.name FROM membership m JOIN team t ON t.id = m.team_id
    WHERE m.user_id = ${personId}::uuid AND m.role = 'owner' AND NOT EXISTS (
      SELECT FROM membership o JOIN user_account u ON u.id = o.user_id
      WHERE o.team_id = m.team_id AND o.role = 'owner' AND o.user_id <> m.user_id AND u.disabled_at IS NULL)
    ORDER BY t.id`;
}

/** Locks the teams that a person owns against changes of who owns them, until the transaction ends. */
export async function lockTeamsOwnedBy(personId: string): Promise<void> {
  await db().$queryRaw`
    SELECT t.id FROM team t WHERE t.id IN (
      SELECT m.team_id FROM membership m WHERE m.user_id = ${personId}::uuid AND m.role = 'owner')
    ORDER BY t.id FOR UPDATE`;
}

/** Boards of a person's teams that are not archived, in the order in which boards are locked. */
export async function listBoardsOf(personId: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT b.id FROM board b JOIN membership m ON m.team_id = b.team_id
    WHERE m.user_id = ${personId}::uuid AND b.archived_at IS NULL ORDER BY b.id`;
  return rows.map(({ id }) => id);
}

/** Switches a person off or on; false when they are so already. Off ends their credentials in the same statement. */
export async function setDisabled(personId: string, isDisabled: boolean): Promise<boolean> {
  const count = isDisabled
    ? await db().$executeRaw`
        UPDATE user_account SET disabled_at = clock_timestamp() WHERE id = ${personId}::uuid AND disabled_at IS NULL`
    : await db().$executeRaw`
        UPDATE user_account SET disabled_at = NULL WHERE id = ${personId}::uuid AND disabled_at IS NOT NULL`;
  afterCommit(forgetIdentities);
  return count === 1;
}

/** Lets one change at a time decide who administers the installation, until the transaction ends. */
export async function lockAdministrators(): Promise<void> {
  await db().$executeRaw`SELECT pg_advisory_xact_lock(hashtext('administrators'))`;
}

/** Administrators who are on, the one who has been there longest first. */
export async function listAdministrators(): Promise<string[]> {
  const people = await db().user.findMany({
    where: { isAdministrator: true, disabledAt: null },
    select: { id: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return people.map(({ id }) => id);
}

/** Whether this person administers the installation. */
export async function isAdministrator(userId: string): Promise<boolean> {
  return (await db().user.count({ where: { id: userId, isAdministrator: true, disabledAt: null } })) > 0;
}

/** Makes a person an administrator or ends it; false when they are so already. */
export async function setAdministrator(personId: string, is: boolean): Promise<boolean> {
  const { count } = await db().user.updateMany({
    where: { id: personId, isAdministrator: !is },
    data: { isAdministrator: is },
  });
  return count === 1;
}
