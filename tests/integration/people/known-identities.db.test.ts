import "../../support/database";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { authenticate } from "@/lib/server/auth/authenticate";
import { rememberIdentities } from "@/lib/server/auth/remember-identities";
import { hashSecretToken } from "@/lib/server/credentials/secret-token";
import { getPool, opening } from "@/lib/server/db/client";
import { db, inTransaction } from "@/lib/server/db/transaction";
import type { Door } from "@/lib/server/routes";
import { answerApi } from "@/lib/server/routes/api";
import type { Credential } from "@/lib/server/store/people/credential";
import { credentialKinds, readIdentity } from "@/lib/server/store/people/identities";
import { recallIdentity } from "@/lib/server/store/people/known-identities";
import { buildActor, buildTeam } from "../../support/actors";
import { callRoute } from "../../support/call-route";
import { buildCredential, endings, type TestCredential } from "../../support/credentials";

// A server remembers who is behind a session or token: whoever was revoked, in whatever way and by whomever, is forgotten.

const sql = (text: string, values: unknown[] = []) => getPool().query(text, values);

let forget: () => void;
beforeAll(async () => {
  forget = await rememberIdentities();
});
afterAll(() => forget());

const statusOf = async ({ headers }: TestCredential) =>
  (await answerApi(new Request("http://sluice.test/api/v1/me", { headers }))).status;

const credentialOf = ({ table, id, headers }: TestCredential): Credential =>
  table === "session"
    ? { kind: "session", key: id }
    : { kind: "token", key: hashSecretToken(headers.Authorization?.replace("Bearer ", "") ?? "") };

/** A credential of somebody that is answered from memory. */
async function buildRemembered(kind: Credential["kind"], userId: string): Promise<TestCredential> {
  const held = await buildCredential(kind, userId);
  await untilRemembered(held);
  return held;
}

const untilRemembered = (held: TestCredential) =>
  vi.waitFor(
    async () => {
      expect(await statusOf(held)).toBe(200);
      expect(recallIdentity(credentialOf(held))).not.toBeNull();
    },
    { timeout: 10_000 },
  );

const withinASecond = (work: () => Promise<void> | void) =>
  vi.waitFor(work, { timeout: 1_000, interval: 20 });

const listeners = async () =>
  (
    await sql(
      "SELECT pid FROM pg_stat_activity WHERE application_name = 'sluice-listener' AND datname = current_database()",
    )
  ).rows.map(({ pid }) => pid as number);

test.each(credentialKinds.flatMap((kind) => Object.keys(endings).map((ending) => [kind, ending] as const)))(
  "a %s that is remembered gets no answer within a second once %s",
  async (kind, ending) => {
    const { userId } = await buildActor();
    const held = await buildRemembered(kind, userId);
    await endings[ending]?.(held, userId);
    await withinASecond(async () => expect(await statusOf(held)).toBe(401));
    expect(recallIdentity(credentialOf(held))).toBeNull();
  },
);

test("what this process itself has ended gets no answer from then on", async () => {
  const [admin, person] = [await buildActor(undefined, "member", ["admin"]), await buildActor()];
  await sql("UPDATE user_account SET is_administrator = true WHERE id = $1", [admin.userId]);
  const byId: [Credential["kind"], Door][] = [
    ["session", "delete /sessions/{id}"],
    ["token", "delete /tokens/{id}"],
  ];
  for (const [kind, door] of byId) {
    const held = await buildRemembered(kind, admin.userId);
    expect((await callRoute(door, admin, { params: { id: held.id } })).status).toBe(204);
    expect(await statusOf(held)).toBe(401);
  }
  for (const kind of credentialKinds) {
    const held = await buildRemembered(kind, person.userId);
    const off = await callRoute("patch /people/{id}", admin, {
      params: { id: person.userId },
      body: { disabled: true },
    });
    expect(off.status).toBe(200);
    expect(await statusOf(held)).toBe(401);
    await callRoute("patch /people/{id}", admin, {
      params: { id: person.userId },
      body: { disabled: false },
    });
  }
});

test("a role that became less counts at once, and who lost it is forgotten", async () => {
  const teamId = await buildTeam();
  const { userId } = await buildActor(teamId);
  const held = await buildRemembered("session", userId);
  await sql("UPDATE membership SET role = 'viewer' WHERE user_id = $1", [userId]);
  await withinASecond(() => expect(recallIdentity(credentialOf(held))).toBeNull());
});

test("a token that ends is not remembered beyond its end", async () => {
  const { userId } = await buildActor();
  const held = await buildCredential("token", userId);
  await sql("UPDATE access_token SET expires_at = now() + interval '2 seconds' WHERE id = $1", [held.id]);
  await untilRemembered(held);
  await vi.waitFor(() => expect(recallIdentity(credentialOf(held))).toBeNull(), { timeout: 3_000 });
  await vi.waitFor(async () => expect(await statusOf(held)).toBe(401), { timeout: 1_000 });
});

test("nobody is remembered while the process of the listener has stopped, although its line is open", async () => {
  const { userId } = await buildActor();
  const held = await buildRemembered("session", userId);
  const [pid = 0] = await listeners();
  process.kill(pid, "SIGSTOP");
  try {
    await sql("UPDATE session SET revoked_at = now() WHERE id = $1", [held.id]);
    await withinASecond(async () => expect(await statusOf(held)).toBe(401));
  } finally {
    process.kill(pid, "SIGCONT");
  }
});

test("nobody is remembered from before the listener was cut off, and everybody is again when it is back", async () => {
  const { userId } = await buildActor();
  const held = await buildRemembered("token", userId);
  // No notice of it: as if it had been lost with the connection that is cut afterwards.
  const quiet = await getPool().connect();
  await quiet.query("SET session_replication_role = replica");
  await quiet.query("UPDATE access_token SET scopes = '{read}' WHERE id = $1", [held.id]);
  await quiet.query("RESET session_replication_role");
  quiet.release();
  await sql(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'sluice-listener' AND datname = current_database()",
  );
  const scopes = async () =>
    (await authenticate(new Request("http://sluice.test/api/v1/me", { headers: held.headers })))?.scopes;
  await withinASecond(async () => expect(await scopes()).toEqual(["read"]));
  await untilRemembered(held);
  expect(await scopes()).toEqual(["read"]);
});

test("what a transaction sees of itself, and then takes back, is not remembered", async () => {
  const { userId } = await buildActor();
  const held = await buildRemembered("token", userId);
  await sql("UPDATE access_token SET revoked_at = now() WHERE id = $1", [held.id]);
  await withinASecond(async () => expect(await statusOf(held)).toBe(401));
  const undone = inTransaction(async () => {
    await db().$executeRaw`UPDATE access_token SET revoked_at = NULL WHERE id = ${held.id}::uuid`;
    expect(await readIdentity(credentialOf(held))).not.toBeNull();
    throw new Error("taken back");
  });
  await expect(undone).rejects.toThrow("taken back");
  expect(await statusOf(held)).toBe(401);
});

test("the use of a token is noted on nobody's behalf, whatever its request wants of a connection", async () => {
  const { userId } = await buildActor();
  const held = await buildCredential("token", userId);
  const pool = getPool();
  const take = pool.connect.bind(pool) as (...given: unknown[]) => unknown;
  const wanted: unknown[] = [];
  const taking = vi.spyOn(pool, "connect").mockImplementation(((...given: unknown[]) => {
    wanted.push(opening.getStore());
    return take(...given);
  }) as typeof pool.connect);
  const own = { connection: null };
  await opening.run(own, () => readIdentity(credentialOf(held)));
  taking.mockRestore();
  expect(wanted).toEqual([own, undefined]);
});
