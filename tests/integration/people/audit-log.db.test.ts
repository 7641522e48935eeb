import "../../support/database";
import { beforeAll, expect, test } from "vitest";
import type { AuditEntry } from "@/lib/contracts/audit";
import { countSecurityFailure, recordSecurityEvent } from "@/lib/server/audit/record-security-event";
import { getPool } from "@/lib/server/db/client";
import { fromOrigin } from "@/lib/server/network/origin";
import { resetPassword } from "@/lib/server/usecases/account/reset-password";
import { endSession } from "@/lib/server/usecases/sessions/end-session";
import { openSession } from "@/lib/server/usecases/sessions/open-session";
import { type Actor, buildActor, buildTeam } from "../../support/actors";
import { call, must } from "../../support/api";

const sql = (text: string, values: unknown[] = []) => getPool().query(text, values);

let administrator: Actor;
beforeAll(async () => {
  administrator = await buildActor(undefined, "member", ["admin"]);
  await sql("UPDATE user_account SET is_administrator = true WHERE id = $1", [administrator.userId]);
});

const read = async (query: Record<string, string> = {}, actor = administrator): Promise<AuditEntry[]> =>
  (await must("get /audit", actor, null, query)).items;
const eventsOf = async (query: Record<string, string>) => (await read(query)).map(({ event }) => event);

test("what a person does with an account is told, newest first, with the address", async () => {
  const person = await buildActor(undefined, "member", ["admin"]);
  await fromOrigin({ address: "192.0.2.4" }, async () => {
    const session = await openSession(person.userId, "Firefox");
    await endSession(session?.id ?? "");
  });
  const made = await must("post /tokens", person, null, { name: "CI", scopes: ["read"] });
  await call("delete /tokens/{id}", person, made.id);
  await must("patch /account", person, null, { name: "Renamed" });
  await resetPassword(`${person.userId}@example.org`);
  expect(await eventsOf({ personId: person.userId })).toEqual([
    "password-reset",
    "name-changed",
    "token-revoked",
    "token-made",
    "signed-out",
    "signed-in",
  ]);
  const entries = await read({ personId: person.userId });
  expect(entries.at(-1)).toMatchObject({ actorName: "Renamed", address: "192.0.2.4" });
  expect(entries[0]).toMatchObject({ actorId: null, subjectName: "Renamed" });
  expect(JSON.stringify(entries)).not.toContain(made.token);
});

test("acts and failures are one list in pages, chosen by event and day", async () => {
  const { userId } = await buildActor();
  await sql("TRUNCATE security_failure");
  for (let i = 0; i < 3; i++) {
    await fromOrigin({ address: `192.0.2.${i}` }, () =>
      countSecurityFailure({ event: "sign-in-failed", account: "x@example.org", subjectId: userId }),
    );
    await recordSecurityEvent({ event: "signed-in", actorId: userId });
  }
  const seen: AuditEntry[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: { items: AuditEntry[]; nextCursor: string | null } = await must(
      "get /audit",
      administrator,
      null,
      {
        personId: userId,
        limit: "2",
        ...(cursor && { cursor }),
      },
    );
    seen.push(...page.items);
    cursor = page.nextCursor;
  }
  expect(seen.map(({ event }) => event)).toEqual(Array(3).fill(["signed-in", "sign-in-failed"]).flat());
  expect(new Set(seen.map(({ id }) => id)).size).toBe(6);
  expect(await eventsOf({ personId: userId, event: "sign-in-failed" })).toHaveLength(3);
  const today = new Date().toISOString().slice(0, 10);
  expect(await eventsOf({ personId: userId, from: today, to: today })).toHaveLength(6);
  expect(await eventsOf({ personId: userId, to: "2026-01-01" })).toEqual([]);
  expect((await call("get /audit", administrator, null, { from: "nonsense" })).status).toBe(400);
  expect(
    (await call("get /audit", administrator, null, { from: "2026-02-01", to: "2026-01-01" })).status,
  ).toBe(400);
  expect((await call("get /audit", administrator, null, { cursor: "nonsense" })).status).toBe(400);
});

test("people and teams that are gone are named as they were", async () => {
  const teamId = await buildTeam("Short-lived");
  const { userId } = await buildActor(teamId, "owner");
  await recordSecurityEvent({ event: "member-added", actorId: userId, subjectId: userId, teamId });
  await sql("DELETE FROM team WHERE id = $1", [teamId]);
  await sql("DELETE FROM user_account WHERE id = $1", [userId]);
  expect(await read({ personId: userId })).toMatchObject([
    {
      actorName: `Person ${userId.slice(-4)}`,
      subjectName: `Person ${userId.slice(-4)}`,
      teamName: "Short-lived",
    },
  ]);
});

test("a team's owners read its part and nothing else; others read none", async () => {
  const [teamId, otherId] = [await buildTeam(), await buildTeam()];
  const owner = await buildActor(teamId, "owner", ["admin"]);
  const lead = await buildActor(teamId, "lead", ["admin"]);
  await recordSecurityEvent({ event: "member-added", actorId: owner.userId, subjectId: lead.userId, teamId });
  await recordSecurityEvent({ event: "member-added", actorId: owner.userId, teamId: otherId });
  await recordSecurityEvent({ event: "signed-in", actorId: lead.userId });
  expect(await read({ teamId }, owner)).toMatchObject([{ event: "member-added", subjectId: lead.userId }]);
  expect(await read({ teamId })).toHaveLength(1);
  expect((await call("get /audit", owner, null)).status).toBe(403);
  expect((await call("get /audit", owner, null, { teamId: otherId })).status).toBe(404);
  expect((await call("get /audit", lead, null, { teamId })).status).toBe(403);
});
