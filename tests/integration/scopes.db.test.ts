import "../support/database";
import { v7 as uuidv7 } from "uuid";
import { expect, test } from "vitest";
import { hashSecretToken } from "@/lib/server/credentials/secret-token";
import { getDb } from "@/lib/server/db/client";
import { type Door, doorOf, routes } from "@/lib/server/routes";
import { type Actor, buildActor, buildTeam } from "../support/actors";
import { call } from "../support/api";
import { callRoute } from "../support/call-route";

const scopes: readonly string[] = ["read", "write", "admin"];
/** Every operation that wants somebody; the others are public. */
const operations = routes.filter(({ access }) => access !== "public");

// About people, roles, credentials and their trail. Who is in a team, and in which teams one is oneself, may be read.
const aboutPeople =
  /^\/(account|tokens|sessions|people|audit|security)|^\/teams\/\{id\}$|^\/teams\/\{id\}\/(members|invitations|audit|security)/;
const everyReaderMay: Door[] = ["get /teams/{id}", "get /teams/{id}/members"];

test("people and roles want admin, everything else write to change it and read to see it", () => {
  expect(operations.length).toBeGreaterThan(70);
  const wanted = operations.map((route) => {
    if (aboutPeople.test(route.path) && !everyReaderMay.includes(doorOf(route)))
      return `${doorOf(route)}: admin`;
    return `${doorOf(route)}: ${route.method === "get" ? "read" : "write"}`;
  });
  expect(operations.map((route) => `${doorOf(route)}: ${route.access}`)).toEqual(wanted);
});

test("each operation takes a token of its scope or a wider one, and refuses a narrower one in words", async () => {
  const teamId = await buildTeam();
  const actors = await Promise.all(scopes.map((scope) => buildActor(teamId, "owner", [scope])));
  for (const route of operations) {
    const name = doorOf(route);
    for (const [held, actor] of actors.entries()) {
      // Where the scope suffices, what is asked for is not there or not valid: nothing is changed.
      const answer = await callRoute(name, actor, {
        params: { id: uuidv7(), userId: uuidv7(), invitationId: uuidv7() },
        ...(route.method !== "get" && { body: { nothing: "of the kind" } }),
      });
      const isEnough = held >= scopes.indexOf(route.access);
      const words = `This access token does not have the scope "${route.access}".`;
      expect([name, scopes[held], answer.body?.detail === words], JSON.stringify(answer.body)).toEqual([
        name,
        scopes[held],
        !isEnough,
      ]);
      if (!isEnough) expect(answer.status).toBe(403);
    }
  }
});

async function buildEndingToken(owner: Actor, endsInMs: number): Promise<Actor> {
  const token = `slu_${uuidv7()}`;
  const expiresAt = new Date(Date.now() + endsInMs);
  const row = { id: uuidv7(), userId: owner.userId, name: "ends", scopes: ["admin"], expiresAt };
  await getDb().accessToken.create({ data: { ...row, tokenHash: hashSecretToken(token) } });
  return { userId: owner.userId, token };
}

test("a token makes none that outlives it, nor any without admin", async () => {
  const person = await buildActor(undefined, "member", ["admin"]);
  const ending = await buildEndingToken(person, 3_600_000);
  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const make = (by: Actor, over: object) =>
    call("post /tokens", by, null, { name: "Child", scopes: ["read"], ...over });
  for (const over of [{}, { expiresAt: null }, { expiresAt: inHours(2) }]) {
    const answer = await make(ending, over);
    expect(answer.status).toBe(403);
    expect(answer.body.errors).toMatchObject([{ path: "expiresAt" }]);
  }
  expect((await make(ending, { expiresAt: inHours(0.5) })).status).toBe(201);
  expect((await make(person, {})).status).toBe(201);
  const writer = await buildActor(undefined, "member", ["read", "write"]);
  expect((await make(writer, { scopes: ["read"] })).status).toBe(403);
});

test("a token never does more than its person's role: admin of a viewer manages nothing", async () => {
  const teamId = await buildTeam();
  await buildActor(teamId, "owner");
  const viewer = await buildActor(teamId, "viewer", ["admin"]);
  for (const [door, body] of [
    ["post /teams/{id}/invitations", { role: "owner" }],
    ["post /teams/{id}/members", { email: "somebody@example.org", role: "owner" }],
    ["patch /teams/{id}", { name: "Mine" }],
  ] as const) {
    expect((await call(door, viewer, teamId, body)).status, door).toBe(403);
  }
});
