import "server-only";
import { createPolicyRequest, exitPolicyView, updatePolicyRequest } from "@/lib/contracts/board";
import { cardDetail, confirmPolicyRequest } from "@/lib/contracts/card";
import { pageOf } from "@/lib/contracts/primitives";
import { defineRoute } from "../api/define-route";
import { addExitPolicy } from "../usecases/exit-policies/add-exit-policy";
import { changeExitPolicy } from "../usecases/exit-policies/change-exit-policy";
import { confirmExitPolicy } from "../usecases/exit-policies/confirm-exit-policy";
import { listExitPolicies } from "../usecases/exit-policies/list-exit-policies";
import { removeExitPolicy } from "../usecases/exit-policies/remove-exit-policy";
import { absentCardRefusals } from "./card-refusals";

export const exitPolicyRoutes = [
  defineRoute({
    method: "get",
    path: "/columns/{id}/policies",
    summary: "Exit policies of a column",
    access: "read",
    answer: pageOf(exitPolicyView),
    handler: async ({ userId, params }) => ({
      items: await listExitPolicies(userId, params.id),
      nextCursor: null,
    }),
  }),
  defineRoute({
    method: "post",
    path: "/columns/{id}/policies",
    summary: "Add an exit policy",
    access: "write",
    body: createPolicyRequest,
    answer: exitPolicyView,
    status: 201,
    handler: ({ userId, params, body }) => addExitPolicy(userId, params.id, body),
  }),
  defineRoute({
    method: "patch",
    path: "/policies/{id}",
    summary: "Change an exit policy",
    access: "write",
    body: updatePolicyRequest,
    answer: exitPolicyView,
    handler: ({ userId, params, body }) => changeExitPolicy(userId, params.id, body),
  }),
  defineRoute({
    method: "delete",
    path: "/policies/{id}",
    summary: "Remove an exit policy",
    access: "write",
    handler: ({ userId, params }) => removeExitPolicy(userId, params.id),
  }),
  defineRoute({
    method: "post",
    path: "/cards/{id}/exit-checks",
    summary: "Confirm an exit policy, or take it back",
    access: "write",
    body: confirmPolicyRequest,
    answer: cardDetail,
    refusals: [...absentCardRefusals],
    handler: ({ userId, params, body }) => confirmExitPolicy(userId, params.id, body),
  }),
];
