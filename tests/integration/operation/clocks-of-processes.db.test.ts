import "../../support/database";
import { encode } from "next-auth/jwt";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { minuteMs } from "@/lib/domain/duration";
import { readSessionId } from "@/lib/server/auth/authenticate";
import { withRelativeAge } from "@/lib/server/auth/lasting-cookie";
import { authOptions } from "@/lib/server/auth/options";
import { getPool } from "@/lib/server/db/client";
import { fromOrigin } from "@/lib/server/network/origin";
import { countUp, removeOldCounts } from "@/lib/server/store/people/attempt-counts";
import { forgetExpired } from "@/lib/server/usecases/health/forget-expired";
import { createOwnerLink } from "@/lib/server/usecases/people/create-owner-link";
import { createPerson } from "@/lib/server/usecases/people/create-person";
import { signIn } from "@/lib/server/usecases/sessions/sign-in";
import { installMovableClock, setClock } from "../../support/moved-clock";

// The clock of a server process is wrong by years: nobody is locked out, and nothing ends or lasts because of it. What is
// kept for all processes is dated by the database.

const yearMs = 365 * 86_400_000;

beforeAll(installMovableClock);

afterEach(() => {
  vi.useRealTimers();
});

function setProcessClock(aheadMs: number): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + aheadMs });
}

async function longestCountMs(): Promise<number> {
  const { rows } = await getPool().query<{ ms: number }>(
    "SELECT (max(expire) - extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms FROM rate_limit",
  );
  return rows[0]?.ms ?? 0;
}

test.each([2 * yearMs, -2 * yearMs])(
  "nine wrong passwords, with a clock that is wrong by %i ms",
  async (ms) => {
    const person = { email: `p${ms}@example.org`, name: "Somebody", password: "a long enough password" };
    await createPerson(person, false);
    const attempt = (password: string) =>
      fromOrigin({ address: "192.0.2.1" }, () =>
        signIn({ email: person.email, password, address: "192.0.2.1", userAgent: null }),
      );
    await getPool().query("DELETE FROM rate_limit");
    setProcessClock(ms);
    for (let tries = 0; tries < 5; tries++) expect(await attempt("wrong")).toBeNull();
    expect(await longestCountMs()).toBeLessThanOrEqual(15 * minuteMs);
    const session = await attempt(person.password);
    vi.useRealTimers();
    const { rows } = await getPool().query(
      "SELECT expires_at BETWEEN now() + interval '29 days' AND now() + interval '30 days' AS is_right FROM session WHERE id = $1",
      [session?.id],
    );
    expect(rows).toEqual([{ is_right: true }]);
  },
);

test("a count that a wrong clock dated far ahead lasts no longer than any other, and is not forgotten", async () => {
  await countUp(["a", "b"], minuteMs);
  await getPool().query("UPDATE rate_limit SET expire = expire + $1 WHERE key IN ('a', 'b')", [2 * yearMs]);
  const counted = (await countUp(["a"], minuteMs)).get("a");
  expect(counted?.points).toBe(2);
  expect(counted?.leftMs).toBeLessThanOrEqual(minuteMs);
  await removeOldCounts();
  const { rows } = await getPool().query("SELECT key FROM rate_limit WHERE key IN ('a', 'b')");
  expect(rows).toEqual([{ key: "a" }]);
});

test("a link ends a week after the database made it", async () => {
  await getPool().query("DELETE FROM user_account");
  setProcessClock(-2 * yearMs);
  await createOwnerLink();
  vi.useRealTimers();
  const { rows } = await getPool().query(
    "SELECT expires_at > now() + interval '6 days' AS is_right FROM one_time_link WHERE purpose = 'owner'",
  );
  expect(rows).toEqual([{ is_right: true }]);
});

const forgettable = async () => {
  await getPool().query(
    "INSERT INTO security_failure (minute, event, account, address) VALUES (now() - interval '60 days', 'x', '', '')",
  );
};
const isKept = async () =>
  (await getPool().query("SELECT FROM security_failure WHERE event = 'x'")).rowCount === 1;
const readings = async () =>
  (
    await getPool().query(
      "SELECT newest > now() AS is_ahead, confirmed > now() AS is_confirmed_ahead FROM clock_reading",
    )
  ).rows[0];

test("what has had its time is removed once the clock is confirmed, and not by a reading alone", async () => {
  await getPool().query("DELETE FROM clock_reading");
  await forgettable();
  await forgetExpired();
  expect(await isKept()).toBe(true);
  await getPool().query("UPDATE clock_reading SET newest = newest - interval '2 hours'");
  await forgetExpired();
  expect(await isKept()).toBe(false);
});

test("a clock that is years ahead for a minute removes nothing, and is not believed afterwards", async () => {
  await getPool().query(
    "INSERT INTO security_event (event, at) VALUES ('signed-in', now() - interval '300 days')",
  );
  const kept = async () =>
    (await getPool().query("SELECT FROM security_event WHERE at < now() - interval '299 days'")).rowCount;
  await setClock("2 years");
  await forgetExpired();
  expect(await readings()).toEqual({ is_ahead: true, is_confirmed_ahead: false });
  expect(await kept()).toBe(1);
  await expect(getPool().query("DELETE FROM security_event")).rejects.toThrow(/kept for a year/);
  await setClock("0");
  await forgetExpired();
  expect(await readings()).toEqual({ is_ahead: false, is_confirmed_ahead: false });
  expect(await kept()).toBe(1);
});

test("a session's cookie says how long it lasts, and is read by processes whose clocks differ by years", async () => {
  setProcessClock(-2 * yearMs);
  const token = await encode({
    token: { sessionId: "01a21d46-9311-70d8-8b11-9ae1a11259df" },
    secret: process.env.NEXTAUTH_SECRET ?? "",
    maxAge: authOptions.jwt?.maxAge ?? 0,
  });
  const response = new Response(null, { headers: { "Set-Cookie": "next-auth.csrf-token=abc; Path=/" } });
  const until = new Date(Date.now() + 30 * 86_400_000).toUTCString();
  response.headers.append(
    "Set-Cookie",
    `next-auth.session-token=${token}; Path=/; Expires=${until}; HttpOnly`,
  );
  response.headers.append("Set-Cookie", `next-auth.session-token=; Path=/; Expires=${until}`);
  const [other, cookie = "", removed] = withRelativeAge(response).headers.getSetCookie();
  expect(other).toBe("next-auth.csrf-token=abc; Path=/");
  expect(cookie.replace(token, "…")).toBe("next-auth.session-token=…; Path=/; Max-Age=2592000; HttpOnly");
  expect(removed).toContain("Expires=");
  vi.useRealTimers();
  expect(await readSessionId(cookie.split(";")[0] ?? "")).not.toBeNull();
  setProcessClock(2 * yearMs);
  expect(await readSessionId(cookie.split(";")[0] ?? "")).not.toBeNull();
});
