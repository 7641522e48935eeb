import "server-only";
import { z } from "zod";
import { activityView } from "@/lib/contracts/activity";
import {
  boardFacts,
  boardSnapshot,
  boardSummary,
  createBoardRequest,
  createDemoBoardRequest,
  createdBoard,
  createdDemoBoard,
  listBoardsQuery,
  updateBoardRequest,
} from "@/lib/contracts/board";
import { undoAnswer, undoRequest } from "@/lib/contracts/card";
import { rowPageQuery } from "@/lib/contracts/cursor";
import { entityTag } from "@/lib/contracts/headers";
import { pageOf } from "@/lib/contracts/primitives";
import { defineRoute } from "../api/define-route";
import { notModified, taggedResponse } from "../http/entity-tag";
import { archiveBoard } from "../usecases/boards/archive-board";
import { createBoard } from "../usecases/boards/create-board";
import { createDemoBoard } from "../usecases/boards/create-demo-board";
import { getBoardText } from "../usecases/boards/get-board";
import { listActivity } from "../usecases/boards/list-activity";
import { listBoards } from "../usecases/boards/list-boards";
import { restoreBoard } from "../usecases/boards/restore-board";
import { updateBoard } from "../usecases/boards/update-board";
import { undoAction } from "../usecases/cards/commands";
import { absentCardRefusals, admissionRefusals } from "./card-refusals";

export const boardRoutes = [
  defineRoute({
    method: "get",
    path: "/boards",
    summary: "Boards of your teams, or those that are archived",
    access: "read",
    query: listBoardsQuery,
    answer: pageOf(boardSummary),
    handler: async ({ userId, query }) => ({ items: await listBoards(userId, query), nextCursor: null }),
  }),
  defineRoute({
    method: "post",
    path: "/boards",
    summary: "Make a board, with columns or from a template",
    access: "write",
    body: createBoardRequest,
    answer: createdBoard,
    status: 201,
    refusals: ["not-found"],
    handler: async ({ userId, body }) => {
      const snapshot = await createBoard(userId, body);
      return { ...snapshot.board, ...snapshot };
    },
  }),
  defineRoute({
    method: "post",
    path: "/boards/demo",
    summary: "Make a board with a year of simulated history",
    access: "write",
    body: createDemoBoardRequest,
    answer: createdDemoBoard,
    status: 201,
    refusals: ["not-found", "interrupted", "cancelled"],
    handler: async ({ userId, body }) => ({ id: (await createDemoBoard(userId, body.teamId)).boardId }),
  }),
  defineRoute({
    method: "get",
    path: "/boards/{id}",
    summary: "Everything a board screen needs",
    access: "read",
    headers: z.object({ "If-None-Match": entityTag }),
    answer: boardSnapshot,
    otherAnswers: { 304: null },
    handler: async ({ userId, params, headers }) => {
      const { etag, body } = await getBoardText(userId, params.id, headers["If-None-Match"] ?? null);
      return body === null ? notModified(etag) : taggedResponse(etag, body);
    },
  }),
  defineRoute({
    method: "patch",
    path: "/boards/{id}",
    summary: "Change settings",
    access: "write",
    body: updateBoardRequest,
    answer: boardFacts,
    handler: ({ userId, params, body }) => updateBoard(userId, params.id, body),
  }),
  defineRoute({
    method: "delete",
    path: "/boards/{id}",
    summary: "Archive a board",
    access: "write",
    handler: ({ userId, params }) => archiveBoard(userId, params.id),
  }),
  defineRoute({
    method: "post",
    path: "/boards/{id}/restore",
    summary: "Bring an archived board back",
    access: "write",
    answer: boardFacts,
    handler: ({ userId, params }) => restoreBoard(userId, params.id),
  }),
  defineRoute({
    method: "post",
    path: "/boards/{id}/undo",
    summary: "Take back your own last action",
    access: "write",
    body: undoRequest,
    answer: undoAnswer,
    refusals: ["nothing-to-undo", "version-conflict", ...admissionRefusals, ...absentCardRefusals],
    handler: ({ userId, params, body }) => undoAction(userId, params.id, body),
  }),
  defineRoute({
    method: "get",
    path: "/boards/{id}/activity",
    summary: "What happened, newest first",
    access: "read",
    query: rowPageQuery,
    answer: pageOf(activityView),
    handler: ({ userId, params, query }) => listActivity(userId, params.id, query),
  }),
];
