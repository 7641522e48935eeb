import "server-only";
import { archiveLaneQuery, createLaneRequest, laneView, updateLaneRequest } from "@/lib/contracts/board";
import { defineRoute } from "../api/define-route";
import { archiveLane } from "../usecases/lanes/archive-lane";
import { createLane } from "../usecases/lanes/create-lane";
import { updateLane } from "../usecases/lanes/update-lane";
import { admissionRefusals } from "./card-refusals";

export const laneRoutes = [
  defineRoute({
    method: "post",
    path: "/boards/{id}/lanes",
    summary: "Add a lane",
    access: "write",
    body: createLaneRequest,
    answer: laneView,
    status: 201,
    handler: ({ userId, params, body }) => createLane(userId, params.id, body),
  }),
  defineRoute({
    method: "patch",
    path: "/lanes/{id}",
    summary: "Rename or move a lane",
    access: "write",
    body: updateLaneRequest,
    answer: laneView,
    handler: ({ userId, params, body }) => updateLane(userId, params.id, body),
  }),
  defineRoute({
    method: "delete",
    path: "/lanes/{id}",
    summary: "Archive a lane",
    access: "write",
    query: archiveLaneQuery,
    refusals: ["lane-not-empty", ...admissionRefusals],
    handler: ({ userId, params, query }) => archiveLane(userId, params.id, query.moveCardsTo),
  }),
];
