import "server-only";
import { randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { AccessTokenView, CreateAccessTokenRequest } from "@/lib/contracts/account";
import type { MeView } from "@/lib/contracts/team";
import { DomainError } from "@/lib/domain/errors";
import { hashPassword, verifyPassword } from "../credentials/password";
import { hashSecretToken, newSecretToken } from "../credentials/secret-token";
import { inTransaction } from "../db/transaction";
import { insertAccessToken, listAccessTokens, revokeAccessToken } from "../store/access-tokens";
import { listSessions, revokeSessionsOf } from "../store/sessions";
import { findCredentials, findPerson, findUserByEmail, renameUser, setPassword } from "../store/users";

/** The person and their teams. Throws `not-found` once they are gone. */
export async function getMe(userId: string): Promise<MeView> {
  const person = await findPerson(userId);
  if (!person) throw new DomainError("not-found");
  return {
    id: person.id,
    name: person.name,
    email: person.email,
    teams: person.memberships.map(({ role, team }) => ({ ...team, role })),
  };
}

/** Changes the name that others see. */
export async function changeName(userId: string, name: string): Promise<MeView> {
  await renameUser(userId, name);
  return getMe(userId);
}

/** Changes a known password and ends every other session. Throws `invalid` when the present one is wrong. */
export async function changePassword(
  userId: string,
  keptSessionId: string | null,
  change: { current: string; password: string },
): Promise<void> {
  const { email } = await getMe(userId);
  const credentials = await findCredentials(email);
  if (!(await verifyPassword(change.current, credentials?.passwordHash ?? null))) {
    throw new DomainError("invalid", {
      errors: [{ path: "current", message: "This is not your present password." }],
    });
  }
  const passwordHash = await hashPassword(change.password);
  await inTransaction(async () => {
    await setPassword(userId, passwordHash);
    await revokeSessionsOf(userId, keptSessionId);
  });
}

/** Gives a person a new, generated password and ends all their sessions; returns it. Throws `not-found`. */
export async function resetPassword(email: string, password?: string): Promise<string> {
  const person = await findUserByEmail(email);
  if (!person) throw new DomainError("not-found", {}, `Nobody has the address ${email}.`);
  const fresh = password ?? randomBytes(12).toString("base64url");
  const passwordHash = await hashPassword(fresh);
  await inTransaction(async () => {
    await setPassword(person.id, passwordHash);
    await revokeSessionsOf(person.id, null);
  });
  return fresh;
}

/** A new personal access token; the token itself is returned this once and never stored. */
export async function createAccessToken(
  userId: string,
  request: CreateAccessTokenRequest,
): Promise<AccessTokenView & { token: string }> {
  const token = newSecretToken("slu_");
  const stored = {
    id: uuidv7(),
    name: request.name,
    scopes: request.scopes,
    expiresAt: request.expiresAt ? new Date(request.expiresAt) : null,
  };
  await insertAccessToken({ ...stored, userId, tokenHash: hashSecretToken(token) });
  return {
    ...stored,
    token,
    createdAt: new Date().toISOString(),
    expiresAt: stored.expiresAt?.toISOString() ?? null,
    lastUsedAt: null,
  };
}

/** A token for a person named by address, for the command line. Throws `not-found`. */
export async function createAccessTokenFor(
  email: string,
  request: CreateAccessTokenRequest,
): Promise<string> {
  const person = await findUserByEmail(email);
  if (!person) throw new DomainError("not-found", {}, `Nobody has the address ${email}.`);
  return (await createAccessToken(person.id, request)).token;
}

/** Tokens of a person, newest first. */
export async function getAccessTokens(userId: string): Promise<AccessTokenView[]> {
  const tokens = await listAccessTokens(userId);
  return tokens.map((token) => ({
    ...token,
    scopes: token.scopes as AccessTokenView["scopes"],
    createdAt: token.createdAt.toISOString(),
    expiresAt: token.expiresAt?.toISOString() ?? null,
    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
  }));
}

/** Ends a token at once. */
export async function endAccessToken(userId: string, tokenId: string): Promise<void> {
  if (!(await revokeAccessToken(userId, tokenId))) throw new DomainError("not-found");
}

/** Browsers in which the person is signed in, newest first. */
export async function getSessions(userId: string) {
  const sessions = await listSessions(userId);
  return sessions.map((session) => ({
    id: session.id,
    userAgent: session.userAgent,
    createdAt: session.createdAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
  }));
}
