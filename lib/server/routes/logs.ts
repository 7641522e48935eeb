import "server-only";
import { loggedTransition } from "@/lib/contracts/card";
import { logPageQuery } from "@/lib/contracts/cursor";
import { pageOf } from "@/lib/contracts/primitives";
import { defineRoute } from "../api/define-route";
import { csvResponse } from "../http/csv-response";
import { exportCards, exportTransitions } from "../usecases/boards/export-board";
import { listBoardTransitions } from "../usecases/boards/list-board-transitions";
import { listCardTransitions } from "../usecases/cards/list-card-transitions";

export const logRoutes = [
  defineRoute({
    method: "get",
    path: "/cards/{id}/transitions",
    summary: "A card's log, oldest first",
    access: "read",
    query: logPageQuery,
    answer: pageOf(loggedTransition),
    refusals: ["card-transferred"],
    handler: ({ userId, params, query }) => listCardTransitions(userId, params.id, query),
  }),
  defineRoute({
    method: "get",
    path: "/boards/{id}/transitions",
    summary: "A board's log, oldest first",
    access: "read",
    query: logPageQuery,
    answer: pageOf(loggedTransition),
    handler: ({ userId, params, query }) => listBoardTransitions(userId, params.id, query),
  }),
  defineRoute({
    method: "get",
    path: "/boards/{id}/transitions.csv",
    summary: "A board's log as an event log that can be imported",
    access: "read",
    answer: "text/csv",
    handler: async (input) => csvResponse(await exportTransitions(input.userId, input.params.id), input),
  }),
  defineRoute({
    method: "get",
    path: "/boards/{id}/cards.csv",
    summary: "The cards on a board as a table that can be imported",
    access: "read",
    answer: "text/csv",
    handler: async (input) => csvResponse(await exportCards(input.userId, input.params.id), input),
  }),
];
