import "../../support/database";
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { getDb } from "@/lib/server/db/client";
import { originHeader } from "@/lib/server/http/request-facts";
import { changePassword } from "@/lib/server/usecases/account/change-password";
import { getMe } from "@/lib/server/usecases/account/get-me";
import { resetPassword } from "@/lib/server/usecases/account/reset-password";
import { createPerson } from "@/lib/server/usecases/people/create-person";
import { acceptInvitation, createInvitedPerson } from "@/lib/server/usecases/teams/accept-invitation";
import { addMember } from "@/lib/server/usecases/teams/add-member";
import { changeRole } from "@/lib/server/usecases/teams/change-role";
import { createTeam } from "@/lib/server/usecases/teams/create-team";
import { getInvitation } from "@/lib/server/usecases/teams/get-invitation";
import { inviteToTeam } from "@/lib/server/usecases/teams/invite-to-team";
import { listInvitations } from "@/lib/server/usecases/teams/list-invitations";
import { listMembers } from "@/lib/server/usecases/teams/list-members";
import { removeMember } from "@/lib/server/usecases/teams/remove-member";
import { revokeInvitation } from "@/lib/server/usecases/teams/revoke-invitation";
import { seeMembership } from "@/lib/server/usecases/teams/see-membership";
import { buildActor, buildTeam as buildTestTeam } from "../../support/actors";
import { callRoute } from "../../support/call-route";

const password = "correct horse 9 battery";
const newPerson = (email = `${randomUUID()}@example.org`) => ({ email, name: "Somebody", password });

async function buildPerson(email?: string) {
  const person = newPerson(email);
  return { ...person, id: (await createPerson(person, false)).userId };
}

/** A team with two owners, so that one of them can go. */
async function buildTeam() {
  const [maker, other] = [await buildPerson(), await buildPerson()];
  const team = await createTeam(other.id, "Team");
  await addMember(other.id, team.id, { email: maker.email, role: "owner" });
  return { id: team.id, maker, other };
}

const eventsOf = async (teamId: string) =>
  (await getDb().securityEvent.findMany({ where: { teamId }, orderBy: { id: "asc" } })).map(
    ({ event }) => event,
  );

test("an invitation for an address lets nobody else in, newcomer or known, and is not used up by them", async () => {
  const team = await buildTeam();
  const email = `${randomUUID()}@example.org`;
  const { token } = await inviteToTeam(team.maker.id, team.id, { role: "member", email });
  expect(await getInvitation(token, null)).toMatchObject({ email, hasAccount: false });
  const stranger = await buildPerson();
  await expect(acceptInvitation(token, stranger.id)).rejects.toMatchObject({ code: "forbidden" });
  await expect(createInvitedPerson(token, newPerson())).rejects.toMatchObject({
    code: "forbidden",
    details: { errors: [{ path: "email", message: expect.stringContaining(email) }] },
  });
  expect(await listMembers(team.maker.id, team.id)).toHaveLength(2);
  const { userId } = await createInvitedPerson(token, newPerson(email));
  expect((await listMembers(team.maker.id, team.id)).map((member) => member.userId)).toContain(userId);
  expect(await eventsOf(team.id)).toEqual([
    "team-made",
    "member-added",
    "invitation-made",
    "invitation-used",
  ]);
});

test("an address that has an account signs in instead of making another", async () => {
  const team = await buildTeam();
  const known = await buildPerson();
  const { token } = await inviteToTeam(team.maker.id, team.id, { role: "lead", email: known.email });
  expect(await getInvitation(token, null)).toMatchObject({ email: known.email, hasAccount: true });
  await expect(createInvitedPerson(token, newPerson(known.email))).rejects.toMatchObject({
    code: "already-exists",
    message: expect.stringContaining("Sign in"),
  });
  await acceptInvitation(token, known.id);
  expect(await getInvitation(token, known.id)).toBeNull();
});

test("that an account is switched off is told to whoever has the address, and to no stranger who tries one", async () => {
  const team = await buildTeam();
  const off = await buildPerson();
  await getDb().user.update({ where: { id: off.id }, data: { disabledAt: new Date() } });
  const bound = await inviteToTeam(team.maker.id, team.id, { role: "member", email: off.email });
  await expect(createInvitedPerson(bound.token, newPerson(off.email))).rejects.toMatchObject({
    code: "already-exists",
    message: expect.stringContaining("administrator"),
  });
  const open = await inviteToTeam(team.maker.id, team.id, { role: "member" });
  await expect(createInvitedPerson(open.token, newPerson(off.email))).rejects.toMatchObject({
    code: "already-exists",
    message: expect.not.stringContaining("switched off"),
  });
});

type Team = Awaited<ReturnType<typeof buildTeam>>;
const invited = `invited-${randomUUID()}@example.org`;

const endings: [what: string, end: (team: Team, invitationId: string) => Promise<unknown>][] = [
  [
    "a newer one for the address",
    ({ id, other }) => inviteToTeam(other.id, id, { role: "viewer", email: invited }),
  ],
  ["taking it back", ({ id, other }, invitationId) => revokeInvitation(other.id, id, invitationId)],
  ["another role of its maker", ({ id, maker, other }) => changeRole(other.id, id, maker.id, "lead")],
  ["its maker's leaving", ({ id, maker }) => removeMember(maker.id, id, maker.id)],
  ["its maker's being taken out", ({ id, maker, other }) => removeMember(other.id, id, maker.id)],
  [
    "another password of its maker",
    ({ maker }) =>
      changePassword(maker.id, null, { current: password, password: "another long one 8", endTokens: false }),
  ],
  ["a password given to its maker", ({ maker }) => resetPassword(maker.email)],
  [
    "switching its maker off",
    ({ maker }) => getDb().user.update({ where: { id: maker.id }, data: { disabledAt: new Date() } }),
  ],
  [
    "adding the address to the team",
    async ({ id, other }) => {
      await buildPerson(invited);
      await addMember(other.id, id, { email: invited, role: "viewer" });
    },
  ],
];

test.each(endings)("%s ends an invitation, for good", async (_, end) => {
  await getDb().membership.deleteMany({ where: { user: { email: invited } } });
  await getDb().user.deleteMany({ where: { email: invited } });
  const team = await buildTeam();
  const { id, token } = await inviteToTeam(team.maker.id, team.id, { role: "member", email: invited });
  expect(await getInvitation(token, null)).not.toBeNull();
  await end(team, id);
  expect(await getInvitation(token, null)).toBeNull();
  await expect(createInvitedPerson(token, newPerson(invited))).rejects.toMatchObject({
    code: "link-not-valid",
  });
  expect((await listInvitations(team.other.id, team.id)).map((one) => one.id)).not.toContain(id);
});

test("of two invitations for an address that are made at once, one lives", async () => {
  const team = await buildTeam();
  const email = `${randomUUID()}@example.org`;
  const made = await Promise.all(
    [team.maker, team.other].map((by) => inviteToTeam(by.id, team.id, { role: "member", email })),
  );
  const alive = await Promise.all(made.map(({ token }) => getInvitation(token, null)));
  expect(alive.filter(Boolean)).toHaveLength(1);
  expect(await listInvitations(team.other.id, team.id)).toHaveLength(1);
});

test("an invitation that is used while it is replaced lets its person in by one of the two, once", async () => {
  for (let round = 0; round < 10; round++) {
    const team = await buildTeam();
    const person = await buildPerson();
    const { token } = await inviteToTeam(team.maker.id, team.id, { role: "member", email: person.email });
    const [used, newer] = await Promise.allSettled([
      acceptInvitation(token, person.id),
      inviteToTeam(team.other.id, team.id, { role: "viewer", email: person.email }),
    ]);
    // Whichever held the team first: the other one was told so.
    expect([used.status, newer.status].sort()).toEqual(["fulfilled", "rejected"]);
    const members = await listMembers(team.other.id, team.id);
    expect(members.filter(({ userId }) => userId === person.id)).toHaveLength(
      used.status === "fulfilled" ? 1 : 0,
    );
  }
});

test("the link has the address under which the product is reached, and its token is nowhere in the database", async () => {
  const teamId = await buildTestTeam();
  const owner = await buildActor(teamId, "owner", ["admin"]);
  const answer = await callRoute("post /teams/{id}/invitations", owner, {
    params: { id: teamId },
    body: { role: "member", email: "Ada@Example.org" },
    headers: { [originHeader]: "https://board.example" },
  });
  expect(answer.body.url).toMatch(/^https:\/\/board\.example\/invitation\/[\w-]{43}$/);
  expect(answer.body.email).toBe("ada@example.org");
  const token = answer.body.url.split("/").at(-1);
  const stored = await getDb().oneTimeLink.findMany({ where: { teamId } });
  expect(JSON.stringify(stored)).not.toContain(token);
  expect(await getInvitation(token, null)).toMatchObject({ email: "ada@example.org" });
});

test("many may be invited by open links, up to a bound that is said", async () => {
  const team = await buildTeam();
  for (let n = 0; n < 200; n++) await inviteToTeam(team.maker.id, team.id, { role: "viewer" });
  await expect(inviteToTeam(team.maker.id, team.id, { role: "viewer" })).rejects.toMatchObject({
    code: "invalid",
    message: expect.stringContaining("Take some back"),
  });
});

test("somebody who is put into a team is told until they have seen it, and can leave; the last owner cannot", async () => {
  const team = await buildTeam();
  const person = await buildPerson();
  await addMember(team.other.id, team.id, { email: person.email, role: "member" });
  const teamsOf = async () => (await getMe(person.id)).teams;
  expect(await teamsOf()).toEqual([{ id: team.id, name: "Team", role: "member", addedBy: "Somebody" }]);
  await seeMembership(person.id, team.id);
  expect((await teamsOf())[0]?.addedBy).toBeNull();
  await removeMember(person.id, team.id, person.id);
  expect(await teamsOf()).toEqual([]);
  await removeMember(team.maker.id, team.id, team.maker.id);
  await expect(removeMember(team.other.id, team.id, team.other.id)).rejects.toMatchObject({
    code: "last-owner",
  });
});

test("who goes through a list of addresses is stopped, also where one of them is right", async () => {
  const team = await buildTeam();
  const known = await buildPerson();
  for (let n = 0; n < 20; n++) {
    const email = `guess-${n}@example.org`;
    await expect(addMember(team.maker.id, team.id, { email, role: "viewer" })).rejects.toMatchObject({
      code: "invalid",
    });
  }
  await expect(
    addMember(team.maker.id, team.id, { email: known.email, role: "viewer" }),
  ).rejects.toMatchObject({ code: "rate-limited", details: { retryAfterSeconds: expect.any(Number) } });
  expect(await listMembers(team.maker.id, team.id)).toHaveLength(2);
});
