import "server-only";
import { randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import type { AccessTokenView, CreateAccessTokenRequest } from "@/lib/contracts/account";
import type { MeView } from "@/lib/contracts/team";
import { DomainError } from "@/lib/domain/errors";
import { requireAdministrator } from "../../access/require-permission";
import { countSecurityFailure, recordSecurityEvent } from "../../audit/record-security-event";
import { tryInTime } from "../../credentials/attempts";
import { hashNewPassword } from "../../credentials/new-password";
import { verifyPassword } from "../../credentials/password";
import { hashSecretToken, newSecretToken } from "../../credentials/secret-token";
import { inTransaction } from "../../db/transaction";
import { unknownAddress } from "../../network/network-address";
import { currentOrigin } from "../../network/origin";
import {
  insertAccessToken,
  listAccessTokens,
  revokeAccessToken,
  revokeAccessTokensOf,
} from "../../store/people/access-tokens";
import { endInvitationsBy } from "../../store/people/one-time-links";
import { listSessions, revokeSessionsOf } from "../../store/people/sessions";
import {
  endCredentials,
  findCredentials,
  findPerson,
  findUserByEmail,
  holdPerson,
  renameUser,
  setPassword,
} from "../../store/people/users";

/** The person and their teams. Throws `not-found` once they are gone. */
export async function getMe(userId: string): Promise<MeView> {
  const person = await findPerson(userId);
  if (!person) throw new DomainError("not-found");
  return {
    id: person.id,
    name: person.name,
    email: person.email,
    administrator: person.isAdministrator,
    teams: person.memberships.map(({ role, team, addedBy }) => ({
      ...team,
      role,
      addedBy: addedBy?.name ?? null,
    })),
  };
}

/** Changes the name that others see. */
export async function changeName(userId: string, name: string): Promise<MeView> {
  await inTransaction(async () => {
    const { name: before } = await getMe(userId);
    await renameUser(userId, name);
    await recordSecurityEvent({
      event: "name-changed",
      actorId: userId,
      details: { from: before, to: name },
    });
  });
  return getMe(userId);
}

/**
 * Changes a known password and ends every other session and the invitations that wait, with `endTokens` every access token
 * too. Throws `invalid` when the present one is wrong.
 */
export async function changePassword(
  userId: string,
  keptSessionId: string | null,
  change: { current: string; password: string; endTokens: boolean },
): Promise<void> {
  const { email, name } = await getMe(userId);
  const credentials = await findCredentials(email);
  // Whoever holds a session is at home; what counts are wrong tries from the same place.
  const attempt = {
    door: "password",
    account: userId,
    address: currentOrigin()?.address ?? unknownAddress,
    isFamiliar: true,
  } as const;
  const { result: isRight } = await tryInTime(attempt, async () =>
    (await verifyPassword(change.current, credentials?.passwordHash ?? null)) ? true : null,
  );
  if (!isRight) {
    await countSecurityFailure({ event: "password-refused", account: email, subjectId: userId });
    throw new DomainError("invalid", {
      errors: [{ path: "current", message: "This is not your present password." }],
    });
  }
  const passwordHash = await hashNewPassword(change.password, [email, name]);
  await inTransaction(async () => {
    await setPassword(userId, passwordHash);
    await revokeSessionsOf(userId, keptSessionId);
    await endInvitationsBy(userId);
    const endedTokens = change.endTokens ? await revokeAccessTokensOf(userId) : 0;
    await recordSecurityEvent({ event: "password-changed", actorId: userId, details: { endedTokens } });
  });
}

/**
 * Gives a person a password, generated unless given, and ends everything that an older one opened: sessions, tokens,
 * links. Returns it. Throws `not-found`.
 */
export async function resetPassword(email: string, password?: string): Promise<string> {
  const person = await findUserByEmail(email);
  if (!person) throw new DomainError("not-found", {}, `Nobody has the address ${email}.`);
  const fresh = password ?? randomBytes(12).toString("base64url");
  const passwordHash = await hashNewPassword(fresh, [email, person.name]);
  await inTransaction(async () => {
    await setPassword(person.id, passwordHash);
    await endCredentials(person.id);
    await recordSecurityEvent({ event: "password-reset", subjectId: person.id });
  });
  return fresh;
}

/**
 * A new personal access token; the token itself is returned this once and never stored. `isStillSignedIn` is asked under a
 * lock on the person: what ends all their tokens at the same moment ends this one, or keeps it from being made. Throws
 * `forbidden` for a token for metrics, which administrators alone make, and for one that would outlive the token with which
 * it is made, which ends at `makerEndsAt`.
 */
export async function createAccessToken(
  userId: string,
  request: CreateAccessTokenRequest,
  isStillSignedIn: () => Promise<boolean>,
  makerEndsAt: Date | null = null,
): Promise<AccessTokenView & { token: string }> {
  if (makerEndsAt && (!request.expiresAt || new Date(request.expiresAt) > makerEndsAt)) {
    const message = `A token does not outlive the one that makes it, which ends at ${makerEndsAt.toISOString()}.`;
    throw new DomainError("forbidden", { errors: [{ path: "expiresAt", message }] }, message);
  }
  return makeToken(userId, request, isStillSignedIn, { actorId: userId });
}

async function makeToken(
  userId: string,
  request: CreateAccessTokenRequest,
  isStillSignedIn: () => Promise<boolean>,
  by: { actorId: string } | { subjectId: string },
): Promise<AccessTokenView & { token: string }> {
  if (request.scopes.includes("metrics")) await requireAdministrator(userId);
  const token = newSecretToken("slu_");
  const stored = {
    id: uuidv7(),
    name: request.name,
    scopes: request.scopes,
    expiresAt: request.expiresAt ? new Date(request.expiresAt) : null,
  };
  const createdAt = await inTransaction(async () => {
    await holdPerson(userId);
    if (!(await isStillSignedIn())) throw new DomainError("unauthenticated");
    const madeAt = await insertAccessToken({ ...stored, userId, tokenHash: hashSecretToken(token) });
    await recordSecurityEvent({
      event: "token-made",
      ...by,
      details: { name: request.name, scopes: request.scopes },
    });
    return madeAt;
  });
  return {
    ...stored,
    token,
    createdAt: createdAt.toISOString(),
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
  if (person.disabledAt) throw new DomainError("person-off", {}, `${email} is switched off.`);
  return (await makeToken(person.id, request, async () => true, { subjectId: person.id })).token;
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
export function endAccessToken(userId: string, tokenId: string): Promise<void> {
  return inTransaction(async () => {
    const revoked = await revokeAccessToken(userId, tokenId);
    if (!revoked) throw new DomainError("not-found");
    await recordSecurityEvent({ event: "token-revoked", actorId: userId, details: revoked });
  });
}

/** Browsers in which the person is signed in, newest first. */
export async function getSessions(userId: string) {
  const sessions = await listSessions(userId);
  return sessions.map((session) => ({
    id: session.id,
    userAgent: session.userAgent,
    address: session.address,
    createdAt: session.createdAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
  }));
}
