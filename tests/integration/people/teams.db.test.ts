import "../../support/database";
import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { getDb } from "@/lib/server/db/client";
import { createOwner } from "@/lib/server/usecases/people/create-owner";
import { createOwnerLink } from "@/lib/server/usecases/people/create-owner-link";
import { createPerson } from "@/lib/server/usecases/people/create-person";
import { acceptInvitation, createInvitedPerson } from "@/lib/server/usecases/teams/accept-invitation";
import { addMember } from "@/lib/server/usecases/teams/add-member";
import { changeRole } from "@/lib/server/usecases/teams/change-role";
import { createTeam } from "@/lib/server/usecases/teams/create-team";
import { getInvitation } from "@/lib/server/usecases/teams/get-invitation";
import { getTeam } from "@/lib/server/usecases/teams/get-team";
import { inviteToTeam } from "@/lib/server/usecases/teams/invite-to-team";
import { listInvitations } from "@/lib/server/usecases/teams/list-invitations";
import { listMembers } from "@/lib/server/usecases/teams/list-members";
import { removeMember } from "@/lib/server/usecases/teams/remove-member";
import { revokeInvitation } from "@/lib/server/usecases/teams/revoke-invitation";

const person = () => ({
  email: `${randomUUID()}@example.org`,
  name: "Somebody",
  password: "a long enough password",
});
const buildPerson = async () => (await createPerson(person(), false)).userId;

const tokenOf = (path: string | undefined) => path?.split("/").at(-1) ?? "";

test("the owner's link works once, however many use it at once, and none is made afterwards", async () => {
  const first = tokenOf((await createOwnerLink())?.path);
  const second = tokenOf((await createOwnerLink())?.path);
  await expect(createOwner(first, person(), "Team")).rejects.toMatchObject({ code: "link-not-valid" });
  const outcomes = await Promise.allSettled(
    Array.from({ length: 10 }, () => createOwner(second, person(), "Team")),
  );
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await getDb().user.count()).toBe(1);
  expect(await getDb().membership.count({ where: { role: "owner" } })).toBe(1);
  expect(await createOwnerLink()).toBeNull();
});

test("an invitation lets one person in, however many use it at once", async () => {
  const owner = await buildPerson();
  const team = await createTeam(owner, "Team");
  const { token } = await inviteToTeam(owner, team.id, { role: "viewer" });
  expect(await getInvitation(token, null)).toMatchObject({ teamName: "Team", role: "viewer", email: null });
  const outcomes = await Promise.allSettled(
    Array.from({ length: 10 }, () => createInvitedPerson(token, person())),
  );
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const members = await listMembers(owner, team.id);
  expect(members.map(({ role }) => role)).toEqual(["owner", "viewer"]);
  expect(await getInvitation(token, null)).toBeNull();
});

test("a member who opens an invitation does not use it up", async () => {
  const owner = await buildPerson();
  const team = await createTeam(owner, "Team");
  const { token } = await inviteToTeam(owner, team.id, { role: "member" });
  await expect(acceptInvitation(token, owner)).rejects.toMatchObject({ code: "already-exists" });
  expect(await getInvitation(token, null)).not.toBeNull();
  expect((await listMembers(owner, team.id)).map(({ role }) => role)).toEqual(["owner"]);
});

test("an invitation that was taken back or is too old does nothing", async () => {
  const owner = await buildPerson();
  const team = await createTeam(owner, "Team");
  const revoked = await inviteToTeam(owner, team.id, { role: "member" });
  await revokeInvitation(owner, team.id, revoked.id);
  const newcomer = await buildPerson();
  await expect(acceptInvitation(revoked.token, newcomer)).rejects.toMatchObject({ code: "link-not-valid" });
  const old = await inviteToTeam(owner, team.id, { role: "member" });
  await getDb().oneTimeLink.update({
    where: { id: old.id },
    data: { expiresAt: new Date(Date.now() - 1000) },
  });
  await expect(acceptInvitation(old.token, newcomer)).rejects.toMatchObject({ code: "link-not-valid" });
  expect(await listInvitations(owner, team.id)).toEqual([]);
  expect(await listMembers(owner, team.id)).toHaveLength(1);
});

test("a taken e-mail address does not use the invitation up", async () => {
  const owner = await buildPerson();
  const team = await createTeam(owner, "Team");
  const { token } = await inviteToTeam(owner, team.id, { role: "member" });
  const taken = person();
  await createPerson(taken, false);
  await expect(createInvitedPerson(token, taken)).rejects.toMatchObject({ code: "already-exists" });
  expect(await getInvitation(token, null)).not.toBeNull();
});

test("a team keeps an owner, even when both of two leave at once", async () => {
  const first = await buildPerson();
  const team = await createTeam(first, "Team");
  const second = await buildPerson();
  await getDb().membership.create({ data: { teamId: team.id, userId: second, role: "owner" } });
  const outcomes = await Promise.allSettled([
    removeMember(first, team.id, first),
    changeRole(second, team.id, second, "member"),
  ]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await getDb().membership.count({ where: { teamId: team.id, role: "owner" } })).toBe(1);
});

test("strangers see no team; members see it and manage nothing", async () => {
  const owner = await buildPerson();
  const team = await createTeam(owner, "Team");
  const stranger = await buildPerson();
  await expect(getTeam(stranger, team.id)).rejects.toMatchObject({ code: "not-found" });
  await expect(listMembers(stranger, team.id)).rejects.toMatchObject({ code: "not-found" });
  await getDb().membership.create({ data: { teamId: team.id, userId: stranger, role: "member" } });
  expect(await getTeam(stranger, team.id)).toMatchObject({ role: "member" });
  await expect(inviteToTeam(stranger, team.id, { role: "owner" })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(changeRole(stranger, team.id, stranger, "owner")).rejects.toMatchObject({ code: "forbidden" });
  await expect(removeMember(stranger, team.id, owner)).rejects.toMatchObject({ code: "forbidden" });
  await removeMember(stranger, team.id, stranger);
  await expect(getTeam(stranger, team.id)).rejects.toMatchObject({ code: "not-found" });
});

test("members are added by address; an unknown one is named as the fault", async () => {
  const owner = await buildPerson();
  const team = await createTeam(owner, "Team");
  const known = person();
  await createPerson(known, false);
  expect(await addMember(owner, team.id, { email: known.email, role: "lead" })).toMatchObject({
    role: "lead",
  });
  await expect(addMember(owner, team.id, { email: known.email, role: "lead" })).rejects.toMatchObject({
    code: "already-exists",
  });
  await expect(
    addMember(owner, team.id, { email: "nobody@example.org", role: "lead" }),
  ).rejects.toMatchObject({
    code: "invalid",
    details: { errors: [{ path: "email" }] },
  });
});
