import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { AccessTokenView, CreateAccessTokenRequest } from "@/lib/contracts/account";
import { DomainError } from "@/lib/domain/errors";
import { requireAdministrator } from "../../access/require-permission";
import { recordSecurityEvent } from "../../audit/record-security-event";
import { hashSecretToken, newSecretToken } from "../../credentials/secret-token";
import { inTransaction } from "../../db/transaction";
import { insertAccessToken } from "../../store/people/access-tokens";
import { findUserByEmail, holdPerson } from "../../store/people/users";

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
