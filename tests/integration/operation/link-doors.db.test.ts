import "../../support/database";
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { POST as joinAsMember } from "@/app/api/auth/membership/route";
import { POST as joinAsNewcomer } from "@/app/api/auth/newcomer/route";
import { POST as postOwner } from "@/app/api/auth/owner/route";
import { readSessionId } from "@/lib/server/auth/authenticate";
import { addressHeader, originHeader } from "@/lib/server/http/request-facts";
import { createOwnerLink } from "@/lib/server/usecases/people/create-owner-link";
import { inviteToTeam } from "@/lib/server/usecases/teams/invite-to-team";
import { listMembers } from "@/lib/server/usecases/teams/list-members";
import { buildActor, buildTeam } from "../../support/actors";

// The doors that forms with a one-time link are sent to: their addresses are the same in every release.

type Door = (request: Request) => Promise<Response>;
const own = "https://board.example";
const fromHere = { Origin: own };

async function send(door: Door, body: object, headers: Record<string, string> = fromHere) {
  const request = new Request(`${own}/api/auth/under-test`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      [originHeader]: own,
      [addressHeader]: "192.0.2.1",
      ...headers,
    },
    body: JSON.stringify(body),
  });
  const answer = await door(request);
  const text = await answer.text();
  const cookie = answer.headers.getSetCookie()[0] ?? "";
  return { status: answer.status, problem: text === "" ? null : JSON.parse(text), cookie };
}

const newcomer = () => ({
  name: "Nina New",
  email: `${randomUUID()}@example.org`,
  password: "river stone 27 kettle",
});

/** A team with its owner, and the secret of an invitation to it. */
async function buildInvitation() {
  const teamId = await buildTeam();
  const { userId: ownerId, token: accessToken } = await buildActor(teamId, "owner");
  const { token } = await inviteToTeam(ownerId, teamId, { role: "member" });
  const listEmails = async () => (await listMembers(ownerId, teamId)).map(({ email }) => email);
  return { token, accessToken, listEmails };
}

test("the first person is made by the link from the console and is signed in; the link works once", async () => {
  const token = (await createOwnerLink())?.path.split("/").at(-1) ?? "";
  const person = { ...newcomer(), token, team: "First team" };
  expect(await send(postOwner, { ...person, team: undefined })).toMatchObject({
    status: 400,
    problem: { errors: [{ path: "team" }] },
    cookie: "",
  });
  const made = await send(postOwner, person);
  expect(made).toMatchObject({ status: 204, problem: null });
  expect(made.cookie).toMatch(/^__Secure-next-auth\.session-token=.+; Secure; HttpOnly; SameSite=lax/);
  expect(await readSessionId(made.cookie.split(";")[0] ?? "")).not.toBeNull();
  expect(await send(postOwner, { ...person, email: newcomer().email })).toMatchObject({
    problem: { code: "link-not-valid" },
    cookie: "",
  });
});

test("a newcomer joins and is signed in; what is wrong is said by field and uses nothing up", async () => {
  const { token, listEmails } = await buildInvitation();
  const person = { ...newcomer(), token };
  expect(await send(joinAsNewcomer, { ...person, password: "short" })).toMatchObject({
    status: 400,
    problem: { errors: [{ path: "password" }] },
  });
  expect(await send(joinAsNewcomer, person)).toMatchObject({ status: 204 });
  expect(await listEmails()).toContain(person.email);
  expect(await send(joinAsNewcomer, { ...newcomer(), token })).toMatchObject({
    problem: { code: "link-not-valid" },
    cookie: "",
  });
});

test("somebody who is signed in joins with the link alone; an access token or nobody does not", async () => {
  const first = await buildInvitation();
  const person = { ...newcomer(), token: first.token };
  const Cookie = (await send(joinAsNewcomer, person)).cookie.split(";")[0] ?? "";
  const { token, accessToken, listEmails } = await buildInvitation();
  for (const headers of [fromHere, { ...fromHere, Authorization: `Bearer ${accessToken}` }])
    expect(await send(joinAsMember, { token }, headers)).toMatchObject({
      status: 401,
      problem: { code: "unauthenticated" },
    });
  const joined = await send(joinAsMember, { token }, { ...fromHere, Cookie });
  expect(joined).toEqual({ status: 204, problem: null, cookie: "" });
  expect(await listEmails()).toContain(person.email);
});

test("another site's page, a page without an origin, and what is too large are refused by every door", async () => {
  const doors: [Door, object][] = [
    [postOwner, { ...newcomer(), token: "made-up", team: "Team" }],
    [joinAsNewcomer, { ...newcomer(), token: "made-up" }],
    [joinAsMember, { token: "made-up" }],
  ];
  for (const [door, body] of doors) {
    for (const headers of [{ Origin: "https://evil.example" }, {}] as Record<string, string>[])
      expect(await send(door, body, headers)).toMatchObject({ status: 403, problem: { code: "forbidden" } });
    expect(await send(door, { ...body, more: "x".repeat(70_000) })).toMatchObject({ status: 413 });
  }
});
