import "server-only";
import type { MemberRole } from "@/lib/domain/permission";
import { prepared } from "../../db/prepared";
import { afterCommit, db } from "../../db/transaction";
import { forgetIdentities } from "./known-identities";

/** What signing in needs to know of the person with this address (lower case); null when there is none or they are switched off. */
export function findCredentials(email: string): Promise<{ id: string; passwordHash: string | null } | null> {
  return db().user.findFirst({
    where: { email, disabledAt: null },
    select: { id: true, passwordHash: true },
  });
}

/** The person with this address (lower case), on or off. */
export function findUserByEmail(
  email: string,
): Promise<{ id: string; name: string; disabledAt: Date | null } | null> {
  return db().user.findUnique({ where: { email }, select: { id: true, name: true, disabledAt: true } });
}

/** A person who is on, and the teams they are in, oldest first. `addedBy`: who put them there without asking. */
export type Person = {
  id: string;
  name: string;
  email: string;
  isAdministrator: boolean;
  memberships: {
    role: MemberRole;
    team: { id: string; name: string };
    addedBy: { name: string } | null;
  }[];
};

const person = prepared<{ person: Person }>(
  "person",
  `SELECT jsonb_build_object('id', u.id, 'name', u.name, 'email', u.email, 'isAdministrator', u.is_administrator,
     'memberships', (SELECT coalesce(jsonb_agg(jsonb_build_object('role', m.role,
         'team', jsonb_build_object('id', t.id, 'name', t.name),
         'addedBy', CASE WHEN a.id IS NOT NULL THEN jsonb_build_object('name', a.name) END)
         ORDER BY m.joined_at, m.team_id), '[]')
       FROM membership m JOIN team t ON t.id = m.team_id LEFT JOIN user_account a ON a.id = m.added_by_id
       WHERE m.user_id = u.id)) AS person
   FROM user_account u WHERE u.id = $1::uuid AND u.disabled_at IS NULL`,
);

/** The person; null when switched off or unknown. */
export async function findPerson(id: string): Promise<Person | null> {
  const [found] = await person(id);
  return found?.person ?? null;
}

export async function hasUsers(): Promise<boolean> {
  return (await db().user.findFirst({ select: { id: true } })) !== null;
}

export async function insertUser(user: {
  id: string;
  email: string;
  name: string;
  passwordHash: string | null;
}): Promise<void> {
  await db().user.create({ data: user });
}

export async function setPassword(userId: string, passwordHash: string): Promise<void> {
  await db().user.update({ where: { id: userId }, data: { passwordHash } });
}

export async function renameUser(userId: string, name: string): Promise<void> {
  await db().user.update({ where: { id: userId }, data: { name } });
}

/** Ends every session and token of a person, and every link made by or for them that has not been used. */
export async function endCredentials(userId: string): Promise<void> {
  await db().$executeRaw`SELECT end_credentials(${userId}::uuid)`;
  afterCommit(forgetIdentities);
}

/** Keeps a person as they are until the transaction ends: not switched off, no other password. */
export async function holdPerson(userId: string): Promise<void> {
  await db().$queryRaw`SELECT id FROM user_account WHERE id = ${userId}::uuid FOR SHARE`;
}
