import "server-only";
import { andonRecord, columnView, pullAndonRequest } from "@/lib/contracts/board";
import { rowPageQuery } from "@/lib/contracts/cursor";
import { pageOf } from "@/lib/contracts/primitives";
import { defineRoute } from "../api/define-route";
import { setInSwarm } from "../usecases/andon/join-andon";
import { listAndons } from "../usecases/andon/list-andons";
import { pullAndon } from "../usecases/andon/pull-andon";
import { releaseAndon } from "../usecases/andon/release-andon";

export const andonRoutes = [
  defineRoute({
    method: "post",
    path: "/columns/{id}/andon",
    summary: "Pull the andon",
    access: "write",
    body: pullAndonRequest,
    answer: columnView,
    refusals: ["already-exists"],
    handler: ({ userId, params, body }) => pullAndon(userId, params.id, body.reason),
  }),
  defineRoute({
    method: "delete",
    path: "/columns/{id}/andon",
    summary: "Release the andon",
    access: "write",
    handler: ({ userId, params }) => releaseAndon(userId, params.id),
  }),
  defineRoute({
    method: "post",
    path: "/columns/{id}/andon/join",
    summary: "Join the swarm at a pulled andon",
    access: "write",
    handler: ({ userId, params }) => setInSwarm(userId, params.id, true),
  }),
  defineRoute({
    method: "delete",
    path: "/columns/{id}/andon/join",
    summary: "Leave the swarm",
    access: "write",
    handler: ({ userId, params }) => setInSwarm(userId, params.id, false),
  }),
  defineRoute({
    method: "get",
    path: "/boards/{id}/andons",
    summary: "Pulls of the andon, newest first",
    access: "read",
    query: rowPageQuery,
    answer: pageOf(andonRecord),
    handler: ({ userId, params, query }) => listAndons(userId, params.id, query),
  }),
];
