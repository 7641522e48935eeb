import "server-only";
import { rowPageQuery } from "@/lib/contracts/cursor";
import {
  createLimitRequest,
  limitChange,
  limitUseAnswer,
  limitUseQuery,
  limitView,
  listLimitsQuery,
  removeLimitQuery,
  updateLimitRequest,
} from "@/lib/contracts/limit";
import { pageOf } from "@/lib/contracts/primitives";
import { defineRoute } from "../api/define-route";
import { createLimit } from "../usecases/limits/create-limit";
import { getLimitUse } from "../usecases/limits/get-limit-use";
import { listLimitChanges } from "../usecases/limits/list-limit-changes";
import { listLimits } from "../usecases/limits/list-limits";
import { removeLimit } from "../usecases/limits/remove-limit";
import { updateLimit } from "../usecases/limits/update-limit";

export const limitRoutes = [
  defineRoute({
    method: "get",
    path: "/boards/{id}/limits",
    summary: "WIP limits in force with their counts, now or at a past instant",
    access: "read",
    query: listLimitsQuery,
    answer: pageOf(limitView),
    handler: async ({ userId, params, query }) => ({
      items: await listLimits(userId, params.id, query.asOf),
      nextCursor: null,
    }),
  }),
  defineRoute({
    method: "post",
    path: "/boards/{id}/limits",
    summary: "Set a WIP limit",
    access: "write",
    body: createLimitRequest,
    answer: limitView,
    status: 201,
    handler: ({ userId, params, body }) => createLimit(userId, params.id, body),
  }),
  defineRoute({
    method: "get",
    path: "/boards/{id}/limits/history",
    summary: "How the limits changed, newest first",
    access: "read",
    query: rowPageQuery,
    answer: pageOf(limitChange),
    handler: ({ userId, params, query }) => listLimitChanges(userId, params.id, query),
  }),
  defineRoute({
    method: "get",
    path: "/boards/{id}/limits/use",
    summary: "How limits were used over the last weeks, and what their history suggests",
    access: "read",
    query: limitUseQuery,
    answer: limitUseAnswer,
    handler: ({ userId, params, query }) => getLimitUse(userId, params.id, query),
  }),
  defineRoute({
    method: "patch",
    path: "/limits/{id}",
    summary: "Change a WIP limit",
    access: "write",
    body: updateLimitRequest,
    answer: limitView,
    handler: ({ userId, params, body }) => updateLimit(userId, params.id, body),
  }),
  defineRoute({
    method: "delete",
    path: "/limits/{id}",
    summary: "Remove a WIP limit",
    access: "write",
    query: removeLimitQuery,
    handler: ({ userId, params, query }) => removeLimit(userId, params.id, query.why),
  }),
];
