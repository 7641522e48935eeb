import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { NewPerson } from "@/lib/contracts/account";
import { DomainError } from "@/lib/domain/errors";
import type { MemberRole } from "@/lib/domain/policy";
import { hashPassword } from "../credentials/password";
import { hashSecretToken } from "../credentials/secret-token";
import { inTransaction } from "../db/transaction";
import { findLink, lockFirstPerson, takeLink, voidLinks } from "../store/one-time-links";
import { setAdministrator } from "../store/people";
import { findOldestTeam, insertMembership, insertTeam } from "../store/teams";
import { findUserByEmail, hasUsers, insertUser } from "../store/users";

const uniqueViolation = "P2002";

async function addPerson(person: Omit<NewPerson, "password">, passwordHash: string): Promise<string> {
  const id = uuidv7();
  try {
    await insertUser({ id, email: person.email, name: person.name, passwordHash });
  } catch (error) {
    if ((error as { code?: string }).code !== uniqueViolation) throw error;
    throw new DomainError(
      "already-exists",
      { errors: [{ path: "email", message: "Somebody with this e-mail address exists already." }] },
      "Somebody with this e-mail address exists already.",
    );
  }
  return id;
}

async function requireLink(purpose: "owner" | "invitation", token: string) {
  const link = await findLink(purpose, hashSecretToken(token));
  if (!link) throw new DomainError("link-not-valid");
  return link;
}

async function useLink(id: string): Promise<void> {
  if (!(await takeLink(id))) throw new DomainError("link-not-valid");
}

/** The first person, by the link from the console; owner of a team of the given name and administrator. Throws `link-not-valid`. */
export async function createOwner(
  token: string,
  person: NewPerson,
  teamName: string,
): Promise<{ userId: string; teamId: string }> {
  const link = await requireLink("owner", token);
  const passwordHash = await hashPassword(person.password);
  return inTransaction(async () => {
    await lockFirstPerson();
    await useLink(link.id);
    if (await hasUsers()) throw new DomainError("link-not-valid");
    const userId = await addPerson(person, passwordHash);
    const teamId = uuidv7();
    await insertTeam({ id: teamId, name: teamName });
    await insertMembership({ teamId, userId, role: "owner" });
    await setAdministrator(userId, true);
    return { userId, teamId };
  });
}

/** A new person who joins the team that an invitation names. Throws `link-not-valid`, `already-exists`. */
export async function createInvitedPerson(
  token: string,
  person: NewPerson,
): Promise<{ userId: string; teamId: string }> {
  const link = await requireLink("invitation", token);
  const passwordHash = await hashPassword(person.password);
  return inTransaction(async () => {
    await useLink(link.id);
    const userId = await addPerson(person, passwordHash);
    return { userId, teamId: await join(link, userId) };
  });
}

/**
 * A person who is signed in joins the team that an invitation names. Throws `link-not-valid`, and `already-exists` for a
 * member of the team, who does not use the invitation up.
 */
export async function acceptInvitation(token: string, userId: string): Promise<{ teamId: string }> {
  const link = await requireLink("invitation", token);
  return inTransaction(async () => {
    await useLink(link.id);
    return { teamId: await join(link, userId) };
  });
}

async function join(
  link: { teamId: string | null; role: MemberRole | null },
  userId: string,
): Promise<string> {
  if (!link.teamId || !link.role) throw new DomainError("link-not-valid");
  const isNew = await insertMembership({ teamId: link.teamId, userId, role: link.role });
  if (!isNew) throw new DomainError("already-exists", {}, "You are in this team already.");
  return link.teamId;
}

/**
 * A person made at the command line. With `isOwner` they own the oldest team, which is made if there is none yet, and
 * administer the installation.
 * Throws `already-exists`.
 */
export async function createPerson(person: NewPerson, isOwner: boolean): Promise<{ userId: string }> {
  const passwordHash = await hashPassword(person.password);
  return inTransaction(async () => {
    await lockFirstPerson();
    const taken = await findUserByEmail(person.email);
    if (taken?.disabledAt) {
      throw new DomainError(
        "person-off",
        {},
        `${person.email} belongs to somebody who is switched off. Switch them on again: npm run admin -- enable-user --email ${person.email}`,
      );
    }
    const userId = await addPerson(person, passwordHash);
    await voidLinks("owner");
    if (isOwner) {
      const team = await findOldestTeam();
      const teamId = team?.id ?? uuidv7();
      if (!team) await insertTeam({ id: teamId, name: "Team" });
      await insertMembership({ teamId, userId, role: "owner" });
      await setAdministrator(userId, true);
    }
    return { userId };
  });
}

/** Whether a link could be used now, and what for; null when it is unknown, used or expired. */
export async function readInvitation(
  token: string,
): Promise<{ teamName: string; email: string | null } | null> {
  const link = await findLink("invitation", hashSecretToken(token));
  return link?.team ? { teamName: link.team.name, email: link.email } : null;
}

/** Whether the owner's link could be used now. */
export async function isOwnerLink(token: string): Promise<boolean> {
  return (await findLink("owner", hashSecretToken(token))) !== null;
}
