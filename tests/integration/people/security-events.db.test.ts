import "../../support/database";
import { beforeAll, expect, test } from "vitest";
import { countSecurityFailure, recordSecurityEvent } from "@/lib/server/audit/record-security-event";
import { getDb, getPool } from "@/lib/server/db/client";
import { inSavepoint, inTransaction } from "@/lib/server/db/transaction";
import { fromOrigin } from "@/lib/server/network/origin";
import { removeOldSecurityEvents } from "@/lib/server/store/people/security-events";
import { type Actor, buildActor, buildTeam } from "../../support/actors";

let teamId: string;
let actor: Actor;
const sql = { query: (text: string) => getPool().query(text) };

beforeAll(async () => {
  teamId = await buildTeam("Night shift");
  actor = await buildActor(teamId, "owner");
});

const acts = () => getDb().securityEvent.findMany({ orderBy: { id: "asc" } });
const failures = () => getDb().securityFailure.findMany({ orderBy: { id: "asc" } });

test("an act is kept with person, team, address and the names of that moment", async () => {
  await fromOrigin({ address: "192.0.2.4" }, () =>
    recordSecurityEvent({ event: "token-made", actorId: actor.userId, teamId, details: { name: "CI" } }),
  );
  const [act] = await acts();
  expect(act).toMatchObject({
    event: "token-made",
    actorId: actor.userId,
    actorName: expect.stringContaining("Person"),
    teamName: "Night shift",
    address: "192.0.2.4",
    details: { name: "CI" },
  });
});

test("an act is as durable as what it tells of", async () => {
  const before = (await acts()).length;
  const record = () => recordSecurityEvent({ event: "team-made", actorId: actor.userId });
  await inTransaction(async () => {
    await record();
    throw new Error("rolled back");
  }).catch(() => undefined);
  await inTransaction(() =>
    inSavepoint(async () => {
      await record();
      throw new Error("rolled back");
    }).catch(() => undefined),
  );
  expect(await acts()).toHaveLength(before);
});

test("what is told is cut and stands on one line", async () => {
  await recordSecurityEvent({
    event: "token-made",
    actorId: actor.userId,
    details: {
      name: `${"x".repeat(5_000)}`,
      forged: 'a\n{"level":30,"msg":"signed-in"}\u0000\u202e',
      list: Array(500).fill("y"),
    },
  });
  const details = (await acts()).at(-1)?.details as Record<string, string>;
  expect(details.name).toHaveLength(200);
  expect(details.forged).toBe('a {"level":30,"msg":"signed-in"}');
  expect(details.list).toHaveLength(50);
});

test("SQL typed by hand changes and removes nothing within the year, and something older goes", async () => {
  for (const statement of [
    "UPDATE security_event SET actor_id = NULL",
    "DELETE FROM security_event",
    "TRUNCATE security_event",
  ]) {
    await expect(sql.query(statement)).rejects.toMatchObject({ code: "SLL01" });
  }
  const before = (await acts()).length;
  await sql.query("INSERT INTO clock_reading (newest, confirmed) VALUES (now(), now())");
  await sql.query("INSERT INTO security_event (event, at) VALUES ('signed-in', now() - interval '500 days')");
  await removeOldSecurityEvents(new Date(Date.now() - 400 * 86_400_000), new Date(0));
  expect(await acts()).toHaveLength(before);
});

test("a flood of failures from made-up accounts and addresses takes a bounded number of rows, and none of the acts", async () => {
  const before = await acts();
  for (let i = 0; i < 150; i++) {
    await fromOrigin({ address: `2001:db8::${i}` }, () =>
      countSecurityFailure({
        event: "sign-in-failed",
        account: `stranger${i}@example.org${"x".repeat(5_000)}`,
      }),
    );
  }
  const rows = await failures();
  const minutes = new Set(rows.map(({ minute }) => minute.getTime())).size;
  expect(rows.length).toBeLessThanOrEqual(minutes * 21);
  expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(150);
  for (const row of rows) expect(row.account.length + row.address.length).toBeLessThan(120);
  expect(await acts()).toEqual(before);
  await removeOldSecurityEvents(new Date(0), new Date(Date.now() + 60_000));
  expect(await failures()).toEqual([]);
});

test("the same failure is one row with a count, told masked, and stays when the caller's transaction does not", async () => {
  const fail = () =>
    fromOrigin({ address: "192.0.2.9" }, () =>
      countSecurityFailure({
        event: "sign-in-failed",
        account: "Olive@Example.org",
        subjectId: actor.userId,
      }),
    );
  await inTransaction(async () => {
    await fail();
    throw new Error("wrong password");
  }).catch(() => undefined);
  await Promise.all(Array.from({ length: 9 }, fail));
  const rows = await failures();
  expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(10);
  expect(rows.length).toBeLessThanOrEqual(2);
  expect(rows[0]).toMatchObject({
    account: "ol…@example.org",
    address: "192.0.2.9",
    subjectId: actor.userId,
  });
});

test("a trail that cannot be written stops no failure from being answered", async () => {
  await sql.query("ALTER TABLE security_failure RENAME TO away");
  await expect(countSecurityFailure({ event: "sign-in-failed" })).resolves.toBeUndefined();
  await sql.query("ALTER TABLE away RENAME TO security_failure");
  expect(getPool().waitingCount).toBe(0);
});
