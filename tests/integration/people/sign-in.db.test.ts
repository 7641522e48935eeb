import "../../support/database";
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { authenticate } from "@/lib/server/auth/authenticate";
import { getDb } from "@/lib/server/db/client";
import { findIdentity } from "@/lib/server/store/people/identities";
import { changePassword } from "@/lib/server/usecases/account/change-password";
import { createAccessToken } from "@/lib/server/usecases/account/create-access-token";
import { endAccessToken } from "@/lib/server/usecases/account/end-access-token";
import { resetPassword } from "@/lib/server/usecases/account/reset-password";
import { createPerson } from "@/lib/server/usecases/people/create-person";
import { endOwnSession, endSession } from "@/lib/server/usecases/sessions/end-session";
import { openSession } from "@/lib/server/usecases/sessions/open-session";
import { signIn } from "@/lib/server/usecases/sessions/sign-in";
import { callRoute } from "../../support/call-route";

const password = "a long enough password";

async function buildPerson() {
  const email = `${randomUUID()}@example.org`;
  const { userId } = await createPerson({ email, name: "Somebody", password }, false);
  return { email, userId };
}

const attempt = (email: string, typed: string) =>
  signIn({ email, password: typed, address: randomUUID(), userAgent: "a browser" });

const bearer = (token: string) =>
  authenticate(new Request("http://sluice.test/", { headers: { Authorization: `Bearer ${token}` } }));

test("the right password opens a session; the address is read in any case", async () => {
  const { email, userId } = await buildPerson();
  const session = await attempt(` ${email.toUpperCase()} `, password);
  expect(session?.userId).toBe(userId);
  expect(await findIdentity({ kind: "session", key: session?.id ?? "" })).toMatchObject({ userId });
});

test("wrong password, unknown address and disabled person get the same answer, and no session", async () => {
  const { email, userId } = await buildPerson();
  expect(await attempt(email, "not the password")).toBeNull();
  expect(await attempt(`${randomUUID()}@example.org`, password)).toBeNull();
  await getDb().user.update({ where: { id: userId }, data: { disabledAt: new Date() } });
  expect(await attempt(email, password)).toBeNull();
  expect(await getDb().session.count({ where: { userId } })).toBe(0);
});

test("an ended session is over; one's own can be ended from elsewhere, somebody else's does not exist", async () => {
  const { email, userId } = await buildPerson();
  const [first, second] = [await attempt(email, password), await attempt(email, password)];
  await endSession(first?.id ?? "");
  expect(await findIdentity({ kind: "session", key: first?.id ?? "" })).toBeNull();
  const stranger = await buildPerson();
  await expect(endOwnSession(stranger.userId, second?.id ?? "")).rejects.toMatchObject({ code: "not-found" });
  expect(await findIdentity({ kind: "session", key: second?.id ?? "" })).not.toBeNull();
  await endOwnSession(userId, second?.id ?? "");
  expect(await findIdentity({ kind: "session", key: second?.id ?? "" })).toBeNull();
});

const isSignedIn = async () => true;

test("changing the password asks for the present one and ends every other session", async () => {
  const { email, userId } = await buildPerson();
  const kept = await attempt(email, password);
  const other = await attempt(email, password);
  const change = (current: string) =>
    changePassword(userId, kept?.id ?? null, {
      current,
      password: "another long password",
      endTokens: false,
    });
  await expect(change("not the present one")).rejects.toMatchObject({
    code: "invalid",
    details: { errors: [{ path: "current" }] },
  });
  expect(await findIdentity({ kind: "session", key: other?.id ?? "" })).not.toBeNull();
  await change(password);
  expect(await findIdentity({ kind: "session", key: kept?.id ?? "" })).not.toBeNull();
  expect(await findIdentity({ kind: "session", key: other?.id ?? "" })).toBeNull();
  expect(await attempt(email, password)).toBeNull();
  expect(await attempt(email, "another long password")).not.toBeNull();
});

test("a reset password works, and ends every session", async () => {
  const { email } = await buildPerson();
  const session = await attempt(email, password);
  const fresh = await resetPassword(email);
  expect(await findIdentity({ kind: "session", key: session?.id ?? "" })).toBeNull();
  expect(await attempt(email, fresh)).not.toBeNull();
  await expect(resetPassword("nobody@example.org")).rejects.toMatchObject({ code: "not-found" });
});

test("changing the password ends the tokens where that is asked for", async () => {
  const { userId } = await buildPerson();
  const token = await createAccessToken(
    userId,
    { name: "script", scopes: ["read"], expiresAt: null },
    isSignedIn,
  );
  const change = (current: string, next: string, endTokens: boolean) =>
    changePassword(userId, null, { current, password: next, endTokens });
  await change(password, "another long password", false);
  expect(await bearer(token.token)).not.toBeNull();
  await change("another long password", password, true);
  expect(await bearer(token.token)).toBeNull();
});

test("a token made while the password is reset does not outlive it", async () => {
  const { userId } = await buildPerson();
  const make = () =>
    createAccessToken(userId, { name: "late", scopes: ["read"], expiresAt: null }, async () => false);
  await expect(make()).rejects.toMatchObject({ code: "unauthenticated" });
});

test("a session opened with a password that has been replaced meanwhile does not come about", async () => {
  const { userId, email } = await buildPerson();
  const { passwordHash } = await getDb().user.findUniqueOrThrow({ where: { id: userId } });
  await resetPassword(email);
  expect(await openSession(userId, null, passwordHash)).toBeNull();
  expect(await openSession(userId, null)).not.toBeNull();
});

test("a token is nowhere in the database as it is, not even in the answers kept for repeats", async () => {
  const { userId } = await buildPerson();
  const { token } = await createAccessToken(
    userId,
    { name: "first", scopes: ["admin"], expiresAt: null },
    isSignedIn,
  );
  const answer = await callRoute(
    "post /tokens",
    { userId, token },
    { body: { name: "second", scopes: ["read"] }, headers: { "Idempotency-Key": "make a token" } },
  );
  expect([answer.status, answer.body.token]).toEqual([201, expect.stringMatching(/^slu_/)]);
  expect(await getDb().idempotencyKey.count({ where: { userId } })).toBe(0);
});

test("a token that may write cannot make another that may more, or lives longer", async () => {
  const { userId } = await buildPerson();
  const soon = new Date(Date.now() + 60_000).toISOString();
  const { token } = await createAccessToken(
    userId,
    { name: "script", scopes: ["write"], expiresAt: soon },
    isSignedIn,
  );
  const answer = await callRoute(
    "post /tokens",
    { userId, token },
    { body: { name: "more", scopes: ["admin"] } },
  );
  expect([answer.status, answer.body.code]).toEqual([403, "forbidden"]);
  expect(await getDb().accessToken.count({ where: { userId } })).toBe(1);
});

test("a changed password leaves nothing behind from which it could be guessed quickly", async () => {
  const { userId } = await buildPerson();
  const { token } = await createAccessToken(
    userId,
    { name: "all", scopes: ["admin"], expiresAt: null },
    isSignedIn,
  );
  const answer = await callRoute(
    "post /account/password",
    { userId, token },
    {
      body: { current: password, password: "another long password" },
      headers: { "Idempotency-Key": "change" },
    },
  );
  expect(answer.status).toBe(204);
  expect(await getDb().idempotencyKey.count({ where: { userId } })).toBe(0);
});

test("a session cookie that is not encoded as a value can be is nobody's", async () => {
  const headers = { Cookie: "next-auth.session-token=%" };
  expect(await authenticate(new Request("http://sluice.test/", { headers }))).toBeNull();
});

test("access tokens: good until revoked, expired, or their person is disabled; never stored as they are", async () => {
  const { userId } = await buildPerson();
  const make = (expiresAt: string | null) =>
    createAccessToken(userId, { name: "script", scopes: ["read"], expiresAt }, isSignedIn);
  const token = await make(null);
  expect(await bearer(token.token)).toMatchObject({ userId, via: "token", scopes: ["read"] });
  const stored = await getDb().accessToken.findUniqueOrThrow({ where: { id: token.id } });
  expect(Buffer.from(stored.tokenHash).toString("utf8")).not.toContain(token.token);
  const expired = await make(new Date(Date.now() - 1000).toISOString());
  expect(await bearer(expired.token)).toBeNull();
  expect(await bearer("slu_made-up")).toBeNull();

  const stranger = await buildPerson();
  await expect(endAccessToken(stranger.userId, token.id)).rejects.toMatchObject({ code: "not-found" });
  const second = await make(null);
  await endAccessToken(userId, token.id);
  expect(await bearer(token.token)).toBeNull();
  expect(await bearer(second.token)).not.toBeNull();
  await getDb().user.update({ where: { id: userId }, data: { disabledAt: new Date() } });
  expect(await bearer(second.token)).toBeNull();
});
