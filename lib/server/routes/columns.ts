import "server-only";
import {
  archiveColumnQuery,
  columnView,
  createColumnRequest,
  splitColumnAnswer,
  splitColumnRequest,
  updateColumnRequest,
} from "@/lib/contracts/board";
import { defineRoute } from "../api/define-route";
import { archiveColumn } from "../usecases/columns/archive-column";
import { createColumn } from "../usecases/columns/create-column";
import { mergeColumn } from "../usecases/columns/merge-column";
import { splitColumn } from "../usecases/columns/split-column";
import { updateColumn } from "../usecases/columns/update-column";
import { admissionRefusals } from "./card-refusals";

export const columnRoutes = [
  defineRoute({
    method: "post",
    path: "/boards/{id}/columns",
    summary: "Add a column",
    access: "write",
    body: createColumnRequest,
    answer: columnView,
    status: 201,
    handler: ({ userId, params, body }) => createColumn(userId, params.id, body),
  }),
  defineRoute({
    method: "patch",
    path: "/columns/{id}",
    summary: "Rename, move, or change kind or limit",
    access: "write",
    body: updateColumnRequest,
    answer: columnView,
    refusals: ["already-exists"],
    handler: ({ userId, params, body }) => updateColumn(userId, params.id, body),
  }),
  defineRoute({
    method: "delete",
    path: "/columns/{id}",
    summary: "Archive a column",
    access: "write",
    query: archiveColumnQuery,
    refusals: ["column-not-empty", ...admissionRefusals],
    handler: ({ userId, params, query }) => archiveColumn(userId, params.id, query),
  }),
  defineRoute({
    method: "post",
    path: "/columns/{id}/split",
    summary: "Split an active column into doing and done",
    access: "write",
    body: splitColumnRequest,
    answer: splitColumnAnswer,
    refusals: ["already-exists"],
    handler: ({ userId, params, body }) => splitColumn(userId, params.id, body.doneName),
  }),
  defineRoute({
    method: "post",
    path: "/columns/{id}/merge",
    summary: "End the split of a column",
    access: "write",
    answer: splitColumnAnswer,
    refusals: [...admissionRefusals],
    handler: ({ userId, params }) => mergeColumn(userId, params.id),
  }),
];
