import "server-only";
import { pageOf } from "@/lib/contracts/primitives";
import {
  addMemberRequest,
  createdInvitation,
  createInvitationRequest,
  createTeamRequest,
  invitationView,
  memberView,
  teamView,
  updateMemberRequest,
} from "@/lib/contracts/team";
import { defineRoute } from "../api/define-route";
import { originOf } from "../http/request-facts";
import { addMember } from "../usecases/teams/add-member";
import { changeRole } from "../usecases/teams/change-role";
import { changeTeamName } from "../usecases/teams/change-team-name";
import { createTeam } from "../usecases/teams/create-team";
import { getTeam } from "../usecases/teams/get-team";
import { inviteToTeam } from "../usecases/teams/invite-to-team";
import { listInvitations } from "../usecases/teams/list-invitations";
import { listMembers } from "../usecases/teams/list-members";
import { listTeams } from "../usecases/teams/list-teams";
import { removeMember } from "../usecases/teams/remove-member";
import { revokeInvitation } from "../usecases/teams/revoke-invitation";
import { seeMembership } from "../usecases/teams/see-membership";

export const teamRoutes = [
  defineRoute({
    method: "get",
    path: "/teams",
    summary: "Your teams",
    access: "read",
    answer: pageOf(teamView),
    handler: async ({ userId }) => ({ items: await listTeams(userId), nextCursor: null }),
  }),
  defineRoute({
    method: "post",
    path: "/teams",
    summary: "Make a team",
    access: "write",
    body: createTeamRequest,
    answer: teamView,
    status: 201,
    handler: ({ userId, body }) => createTeam(userId, body.name),
  }),
  defineRoute({
    method: "get",
    path: "/teams/{id}",
    summary: "A team",
    access: "read",
    answer: teamView,
    handler: ({ userId, params }) => getTeam(userId, params.id),
  }),
  defineRoute({
    method: "get",
    path: "/teams/{id}/members",
    summary: "Who is in a team",
    access: "read",
    answer: pageOf(memberView),
    handler: async ({ userId, params }) => ({
      items: await listMembers(userId, params.id),
      nextCursor: null,
    }),
  }),
  defineRoute({
    method: "post",
    path: "/teams/{id}/members",
    summary: "Add a person",
    access: "admin",
    body: addMemberRequest,
    answer: memberView,
    status: 201,
    refusals: ["already-exists", "person-off"],
    handler: ({ userId, params, body }) => addMember(userId, params.id, body),
  }),
  defineRoute({
    method: "patch",
    path: "/teams/{id}/members/{userId}",
    summary: "Change a role",
    access: "admin",
    body: updateMemberRequest,
    answer: memberView,
    refusals: ["last-owner", "person-off"],
    handler: ({ userId, params, body }) => changeRole(userId, params.id, params.userId, body.role),
  }),
  defineRoute({
    method: "delete",
    path: "/teams/{id}/members/{userId}",
    summary: "Take a person out, or leave",
    access: "admin",
    refusals: ["last-owner"],
    handler: ({ userId, params }) => removeMember(userId, params.id, params.userId),
  }),
  defineRoute({
    method: "post",
    path: "/teams/{id}/seen",
    summary: "Note that you know that somebody put you into this team",
    access: "write",
    handler: ({ userId, params }) => seeMembership(userId, params.id),
  }),
  defineRoute({
    method: "patch",
    path: "/teams/{id}",
    summary: "Rename a team",
    access: "admin",
    body: createTeamRequest,
    answer: teamView,
    handler: ({ userId, params, body }) => changeTeamName(userId, params.id, body.name),
  }),
  defineRoute({
    method: "get",
    path: "/teams/{id}/invitations",
    summary: "Invitations that have not been used",
    access: "admin",
    answer: pageOf(invitationView),
    handler: async ({ userId, params }) => ({
      items: await listInvitations(userId, params.id),
      nextCursor: null,
    }),
  }),
  defineRoute({
    method: "post",
    path: "/teams/{id}/invitations",
    summary: "Invite a person by a link, which is told this once",
    access: "admin",
    body: createInvitationRequest,
    answer: createdInvitation,
    status: 201,
    holdsSecret: true,
    refusals: ["already-exists"],
    handler: async ({ userId, params, body, request }) => {
      const { token, ...invitation } = await inviteToTeam(userId, params.id, body);
      return { ...invitation, url: new URL(`/invitation/${token}`, originOf(request.headers)).toString() };
    },
  }),
  defineRoute({
    method: "delete",
    path: "/teams/{id}/invitations/{invitationId}",
    summary: "Withdraw an invitation",
    access: "admin",
    handler: ({ userId, params }) => revokeInvitation(userId, params.id, params.invitationId),
  }),
];
