import "server-only";
import {
  createLabelRequest,
  labelUse,
  labelView,
  mergeLabelAnswer,
  mergeLabelRequest,
  updateLabelRequest,
} from "@/lib/contracts/board";
import { pageOf } from "@/lib/contracts/primitives";
import { defineRoute } from "../api/define-route";
import { createLabel } from "../usecases/labels/create-label";
import { listLabels } from "../usecases/labels/list-labels";
import { mergeLabel } from "../usecases/labels/merge-label";
import { removeLabel } from "../usecases/labels/remove-label";
import { updateLabel } from "../usecases/labels/update-label";

export const labelRoutes = [
  defineRoute({
    method: "get",
    path: "/boards/{id}/labels",
    summary: "Labels, and how many cards carry each",
    access: "read",
    answer: pageOf(labelUse),
    handler: async ({ userId, params }) => ({ items: await listLabels(userId, params.id), nextCursor: null }),
  }),
  defineRoute({
    method: "post",
    path: "/boards/{id}/labels",
    summary: "Add a label",
    access: "write",
    body: createLabelRequest,
    answer: labelView,
    status: 201,
    refusals: ["already-exists"],
    handler: ({ userId, params, body }) => createLabel(userId, params.id, body),
  }),
  defineRoute({
    method: "patch",
    path: "/labels/{id}",
    summary: "Rename or recolour a label",
    access: "write",
    body: updateLabelRequest,
    answer: labelView,
    refusals: ["already-exists"],
    handler: ({ userId, params, body }) => updateLabel(userId, params.id, body),
  }),
  defineRoute({
    method: "delete",
    path: "/labels/{id}",
    summary: "Remove a label, from cards too",
    access: "write",
    handler: ({ userId, params }) => removeLabel(userId, params.id),
  }),
  defineRoute({
    method: "post",
    path: "/labels/{id}/merge",
    summary: "Put another label on every card that carries this one, which then goes",
    access: "write",
    body: mergeLabelRequest,
    answer: mergeLabelAnswer,
    handler: ({ userId, params, body }) => mergeLabel(userId, params.id, body.into),
  }),
];
