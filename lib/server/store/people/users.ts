import "server-only";
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

/** The person and the teams they are in, oldest first; null when switched off or unknown. */
export async function findPerson(id: string) {
  return db().user.findFirst({
    where: { id, disabledAt: null },
    select: {
      id: true,
      name: true,
      email: true,
      isAdministrator: true,
      memberships: {
        select: {
          role: true,
          team: { select: { id: true, name: true } },
          addedBy: { select: { name: true } },
        },
        orderBy: { joinedAt: "asc" },
      },
    },
  });
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
