import "server-only";
import { decode } from "next-auth/jwt";
import { hashSecretToken } from "../credentials/secret-token";
import { env } from "../environment/env";
import { oncePerProcess } from "../lifecycle/once-per-process";
import type { Credential, Identity } from "../store/people/credential";
import { findIdentity, readIdentity } from "../store/people/identities";

/**
 * Who a request comes from, and how it said so. `scopes` limits a token; a session has every scope. `tokenEndsAt`: when the
 * token ends; null for one without an end, and for a session.
 */
export type Authenticated = {
  userId: string;
  via: "session" | "token";
  scopes: readonly string[];
  tokenEndsAt: Date | null;
};

const allScopes = ["read", "write", "admin"] as const;

/** next-auth's cookie: the prefixed one over https, the plain one otherwise. */
const cookieNames = ["__Secure-next-auth.session-token", "next-auth.session-token"];

/** Value of one cookie of a Cookie header; null when it is missing or not encoded as a value can be. */
function readCookie(header: string | null, name: string): string | null {
  const pair = header?.split("; ").find((part) => part.startsWith(`${name}=`));
  if (!pair) return null;
  try {
    return decodeURIComponent(pair.slice(name.length + 1));
  } catch {
    return null;
  }
}

/**
 * Session ids by the hashes of cookies that were read before, the latest: to decrypt one takes more time than all else that
 * is done to find out who asks. A cookie only names a row; whether that still counts is asked elsewhere.
 */
const readBefore = oncePerProcess("session ids by cookies", () => new Map<string, string>());
const maxReadBefore = 2_000;

async function decodeSessionId(cookie: string): Promise<string | null> {
  const hash = Buffer.from(hashSecretToken(cookie)).toString("base64");
  const known = readBefore.get(hash);
  if (known !== undefined) return known;
  const token = await decode({ token: cookie, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  if (typeof token?.sessionId !== "string") return null;
  readBefore.set(hash, token.sessionId);
  if (readBefore.size > maxReadBefore) readBefore.delete(readBefore.keys().next().value ?? "");
  return token.sessionId;
}

/** Id of the session row that a session cookie names; null when the cookie is missing, forged or expired. */
export async function readSessionId(cookieHeader: string | null): Promise<string | null> {
  for (const name of cookieNames) {
    const cookie = readCookie(cookieHeader, name);
    const sessionId = cookie && (await decodeSessionId(cookie));
    if (sessionId) return sessionId;
  }
  return null;
}

/**
 * What a request brings to say who sends it. An access token that is not valid is not replaced by the cookie: the request
 * says who it wants to be.
 */
async function readCredential(request: Request): Promise<Credential | null> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
    return token ? { kind: "token", key: hashSecretToken(token) } : null;
  }
  const sessionId = await readSessionId(request.headers.get("cookie"));
  return sessionId ? { kind: "session", key: sessionId } : null;
}

/**
 * Who sends this request, by access token or session cookie; null when nobody who may come in. May be remembered from a
 * request before, and is then at most a second old.
 */
export function authenticate(request: Request): Promise<Authenticated | null> {
  return authenticateBy(findIdentity, request);
}

/** The same as it is now, in one query: for what stays open, or must not be given to somebody who has just been revoked. */
export function authenticateAnew(request: Request): Promise<Authenticated | null> {
  return authenticateBy(readIdentity, request);
}

async function authenticateBy(
  find: (credential: Credential) => Promise<Identity | null>,
  request: Request,
): Promise<Authenticated | null> {
  const credential = await readCredential(request);
  const identity = credential && (await find(credential));
  if (!credential || !identity) return null;
  const { userId, scopes, expiresAt } = identity;
  const tokenEndsAt = credential.kind === "token" ? expiresAt : null;
  return { userId, via: credential.kind, scopes: scopes ?? allScopes, tokenEndsAt };
}
