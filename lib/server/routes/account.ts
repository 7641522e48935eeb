import "server-only";
import {
  accessTokenView,
  changePasswordRequest,
  createAccessTokenRequest,
  createdAccessToken,
  sessionView,
  updateAccountRequest,
} from "@/lib/contracts/account";
import { pageOf } from "@/lib/contracts/primitives";
import { meView } from "@/lib/contracts/team";
import { defineRoute } from "../api/define-route";
import { readSessionId } from "../auth/authenticate";
import { changeName } from "../usecases/account/change-name";
import { changePassword } from "../usecases/account/change-password";
import { createAccessToken } from "../usecases/account/create-access-token";
import { endAccessToken } from "../usecases/account/end-access-token";
import { getMe } from "../usecases/account/get-me";
import { listAccessTokens } from "../usecases/account/list-access-tokens";
import { endOwnSession } from "../usecases/sessions/end-session";
import { listSessions } from "../usecases/sessions/list-sessions";

export const accountRoutes = [
  defineRoute({
    method: "get",
    path: "/me",
    summary: "Who you are, and your teams",
    access: "read",
    answer: meView,
    handler: ({ userId }) => getMe(userId),
  }),
  defineRoute({
    method: "patch",
    path: "/account",
    summary: "Change your name",
    access: "admin",
    body: updateAccountRequest,
    answer: meView,
    handler: ({ userId, body }) => changeName(userId, body.name),
  }),
  defineRoute({
    method: "get",
    path: "/sessions",
    summary: "Browsers in which you are signed in, newest first",
    access: "admin",
    answer: pageOf(sessionView),
    handler: async ({ userId }) => ({ items: await listSessions(userId), nextCursor: null }),
  }),
  defineRoute({
    method: "get",
    path: "/tokens",
    summary: "Your access tokens, newest first",
    access: "admin",
    answer: pageOf(accessTokenView),
    handler: async ({ userId }) => ({ items: await listAccessTokens(userId), nextCursor: null }),
  }),
  defineRoute({
    method: "post",
    path: "/tokens",
    summary: "Make an access token, which is told this once",
    access: "admin",
    body: createAccessTokenRequest,
    answer: createdAccessToken,
    status: 201,
    holdsSecret: true,
    refusals: ["person-off"],
    handler: ({ userId, body, isStillSignedIn, tokenEndsAt }) =>
      createAccessToken(userId, body, isStillSignedIn, tokenEndsAt),
  }),
  defineRoute({
    method: "post",
    path: "/account/password",
    summary: "Change your password; your other sessions end",
    access: "admin",
    body: changePasswordRequest,
    holdsSecret: true,
    handler: async ({ userId, body, request }) =>
      changePassword(userId, await readSessionId(request.headers.get("cookie")), body),
  }),
  defineRoute({
    method: "delete",
    path: "/sessions/{id}",
    summary: "Sign out of a browser",
    access: "admin",
    handler: ({ userId, params }) => endOwnSession(userId, params.id),
  }),
  defineRoute({
    method: "delete",
    path: "/tokens/{id}",
    summary: "End an access token",
    access: "admin",
    handler: ({ userId, params }) => endAccessToken(userId, params.id),
  }),
];
