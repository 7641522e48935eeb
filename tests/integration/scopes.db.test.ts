import "../support/database";
import { v7 as uuidv7 } from "uuid";
import { expect, test } from "vitest";
import type { DefinedRoute } from "@/lib/server/api/define-route";
import { hashSecretToken } from "@/lib/server/credentials/secret-token";
import { getDb } from "@/lib/server/db/client";
import { type Actor, buildActor, buildTeam } from "../support/actors";
import { call } from "../support/api";
import { callRoute } from "../support/call-route";

const files = import.meta.glob<Record<string, DefinedRoute>>("../../app/api/v1/**/route.ts");
const routes = await Promise.all(
  Object.entries(files).map(async ([file, load]) => [file, await load()] as const),
);
const scopes: readonly string[] = ["read", "write", "admin"];

/** Every operation of the API: its name in the contract and its handler. */
const operations = routes.flatMap(([file, methods]) => {
  const path = file.slice("../../app/api/v1".length, -"/route.ts".length);
  return Object.entries(methods)
    .filter(([, handler]) => handler?.route)
    .map(([method, handler]) => ({ name: `${method} ${path}`, method, path, handler }));
});

// About people, roles, credentials and their trail. Who is in a team, and in which teams one is oneself, may be read.
const aboutPeople =
  /^\/(account|tokens|sessions|people|audit|security)|^\/teams\/\[id\]$|^\/teams\/\[id\]\/(members|invitations|audit|security)/;
const everyReaderMay = ["GET /teams/[id]", "GET /teams/[id]/members"];

test("people and roles want admin, everything else write to change it and read to see it", () => {
  expect(operations.length).toBeGreaterThan(70);
  const wanted = operations.map(({ name, method, path }) => {
    if (aboutPeople.test(path) && !everyReaderMay.includes(name)) return `${name}: admin`;
    return `${name}: ${method === "GET" ? "read" : "write"}`;
  });
  expect(operations.map(({ name, handler }) => `${name}: ${handler.route.access}`)).toEqual(wanted);
});

test("each operation takes a token of its scope or a wider one, and refuses a narrower one in words", async () => {
  const teamId = await buildTeam();
  const actors = await Promise.all(scopes.map((scope) => buildActor(teamId, "owner", [scope])));
  for (const { name, method, handler } of operations) {
    for (const [held, actor] of actors.entries()) {
      // Where the scope suffices, what is asked for is not there or not valid: nothing is changed.
      const answer = await callRoute(handler, actor, {
        method,
        params: { id: uuidv7(), userId: uuidv7(), invitationId: uuidv7(), name: "wip" },
        ...(method !== "GET" && { body: { nothing: "of the kind" } }),
      });
      const isEnough = held >= scopes.indexOf(handler.route.access);
      const words = `This access token does not have the scope "${handler.route.access}".`;
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
