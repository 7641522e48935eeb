import "../../support/database";
import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { getPool } from "@/lib/server/db/client";
import { fromOrigin } from "@/lib/server/network/origin";
import { countUp, removeOldCounts } from "@/lib/server/store/people/attempt-counts";
import { createPerson } from "@/lib/server/usecases/people/create-person";
import { signIn } from "@/lib/server/usecases/sessions/sign-in";
import { buildActor } from "../../support/actors";
import { callRoute } from "../../support/call-route";

// Wrong tries make the next ones wait. Nobody is locked out, and nobody's mistakes or floods are felt by somebody else
// who comes from another address with the right password.

const password = "a long enough password";

async function buildPerson() {
  const email = `${randomUUID()}@example.org`;
  const { userId } = await createPerson({ email, name: "Somebody", password }, false);
  return { email, userId };
}

const attempt = (email: string, typed: string, address: string) =>
  fromOrigin({ address }, () => signIn({ email, password: typed, address, userAgent: null }));

/** Wrong tries for an account, each from another address. */
async function flood(email: string, tries: number): Promise<void> {
  await Promise.all(
    Array.from({ length: tries }, (_, index) => attempt(email, "wrong", `198.51.${index}.1`)),
  );
}

async function slowedFrom(address: string): Promise<number> {
  const { rows } = await getPool().query<{ count: string }>(
    "SELECT coalesce(sum(count), 0) AS count FROM security_failure WHERE event = 'sign-in-slowed' AND address = $1",
    [address],
  );
  return Number(rows[0]?.count);
}

async function points(): Promise<number> {
  const { rows } = await getPool().query("SELECT coalesce(sum(points), 0)::int AS points FROM rate_limit");
  return rows[0].points;
}

beforeEach(async () => {
  await getPool().query("DELETE FROM rate_limit");
  await getPool().query("DELETE FROM security_failure");
});

test("many wrong tries are slowed, and then the right password is let in all the same", async () => {
  const { email } = await buildPerson();
  const address = "192.0.2.1";
  for (let tries = 0; tries < 5; tries++) expect(await attempt(email, "wrong", address)).toBeNull();
  expect(await slowedFrom(address)).toBe(0);
  expect(await attempt(email, "wrong", address)).toBeNull();
  expect(await slowedFrom(address)).toBe(1);
  expect(await attempt(email, password, address)).not.toBeNull();
});

test("a flood against an account is not felt where the account is at home, and little anywhere else", async () => {
  const { email } = await buildPerson();
  expect(await attempt(email, password, "192.0.2.7")).not.toBeNull();
  await flood(email, 25);
  expect(await attempt(email, password, "192.0.2.7")).not.toBeNull();
  expect(await slowedFrom("192.0.2.7")).toBe(0);
  expect(await attempt(email, password, "203.0.113.5")).not.toBeNull();
  expect(await slowedFrom("203.0.113.5")).toBe(1);
});

test("a shared address where somebody fails all the time is slow for the new, and as ever for those who use it", async () => {
  const shared = "192.0.2.20";
  const [regular, newcomer] = [await buildPerson(), await buildPerson()];
  expect(await attempt(regular.email, password, shared)).not.toBeNull();
  for (let count = 0; count < 22; count++) await attempt(`${randomUUID()}@example.org`, "wrong", shared);
  const before = await slowedFrom(shared);
  expect(await attempt(regular.email, password, shared)).not.toBeNull();
  expect(await slowedFrom(shared)).toBe(before);
  expect(await attempt(newcomer.email, password, shared)).not.toBeNull();
  expect(await slowedFrom(shared)).toBe(before + 1);
});

test("IPv6 counts by /64: another address of the same home is the same home", async () => {
  const { email } = await buildPerson();
  for (let host = 1; host <= 6; host++) await attempt(email, "wrong", `2001:db8:1:2::${host}`);
  expect(await slowedFrom("2001:db8:1:2::6")).toBe(1);
  await attempt(email, "wrong", "2001:db8:9:9::1");
  expect(await slowedFrom("2001:db8:9:9::1")).toBe(0);
});

test("a success gives everything back that this account had counted from there", async () => {
  const { email } = await buildPerson();
  for (let tries = 0; tries < 4; tries++) await attempt(email, "wrong", "192.0.2.30");
  expect(await points()).toBeGreaterThan(10);
  expect(await attempt(email, password, "192.0.2.30")).not.toBeNull();
  expect(await points()).toBe(0);
});

test("only so many tries of one account from one place are under way at once; the others were no tries", async () => {
  const { email } = await buildPerson();
  const tries = await Promise.allSettled(
    Array.from({ length: 6 }, () => attempt(email, "wrong", "192.0.2.40")),
  );
  const refused = tries.filter(({ status }) => status === "rejected");
  expect(refused).toHaveLength(4);
  for (const one of refused) {
    expect((one as PromiseRejectedResult).reason).toMatchObject({
      code: "rate-limited",
      details: { retryAfterSeconds: expect.any(Number) },
    });
  }
  expect(await attempt(email, password, "192.0.2.40")).not.toBeNull();
});

test("a table that cannot be written is no verdict: this process counts by itself, more strictly", async () => {
  const { email } = await buildPerson();
  await getPool().query("ALTER TABLE rate_limit RENAME TO rate_limit_away");
  try {
    expect(await attempt(email, password, "192.0.2.50")).not.toBeNull();
    expect(await slowedFrom("192.0.2.50")).toBe(0);
    for (let tries = 0; tries < 3; tries++) await attempt(email, "wrong", "192.0.2.50");
    expect(await slowedFrom("192.0.2.50")).toBe(1);
    expect(await attempt(email, password, "192.0.2.50")).not.toBeNull();
  } finally {
    await getPool().query("ALTER TABLE rate_limit_away RENAME TO rate_limit");
  }
  expect(await points()).toBe(0);
  expect(await attempt(email, password, "192.0.2.50")).not.toBeNull();
});

test("a failure that is ours is counted against nobody", async () => {
  const { email } = await buildPerson();
  await getPool().query("ALTER TABLE session RENAME TO session_away");
  try {
    for (let tries = 0; tries < 8; tries++)
      await expect(attempt(email, password, "192.0.2.60")).rejects.toThrow();
  } finally {
    await getPool().query("ALTER TABLE session_away RENAME TO session");
  }
  expect(await points()).toBe(0);
});

test("what has ended is removed, and no more is kept than is stated", async () => {
  await countUp(["ended"], -1);
  await countUp(["open"], 60_000);
  expect(await removeOldCounts()).toBe(1);
  await getPool().query(
    "INSERT INTO rate_limit (key, points, expire) SELECT 'made up ' || n, 1, $1::bigint + n FROM generate_series(1, 50010) n",
    [Date.now() + 60_000],
  );
  expect(await removeOldCounts()).toBe(50_000);
  const { rows } = await getPool().query("SELECT key FROM rate_limit ORDER BY expire DESC LIMIT 1");
  expect(rows[0].key).toBe("made up 50010");
});

test("changing the password tests a secret, too", async () => {
  const { userId, token } = await buildActor(undefined, "member", ["admin"]);
  const change = () =>
    callRoute(
      "post /account/password",
      { userId, token },
      { body: { current: "wrong", password: "another long password" } },
    );
  const answers = await Promise.all(Array.from({ length: 12 }, change));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400, 429]));
  expect(answers.find(({ status }) => status === 429)?.headers.get("retry-after")).toMatch(/^\d+$/);
});
