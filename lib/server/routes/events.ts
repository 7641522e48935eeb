import "server-only";
import { z } from "zod";
import { eventsQuery, lastEventId, lastEventIds, manyEventsQuery } from "@/lib/contracts/activity";
import { defineRoute } from "../api/define-route";
import { streamBoards } from "../realtime/stream-boards";
import { getBoardVersion, readableVersions } from "../usecases/boards/follow-board";

export const eventRoutes = [
  defineRoute({
    method: "get",
    path: "/boards/{id}/events",
    summary: "Changes as they happen",
    access: "read",
    query: eventsQuery,
    headers: z.object({ "Last-Event-ID": lastEventId }),
    answer: "text/event-stream",
    handler: async ({ userId, params, query, headers, request, isStillSignedIn }) => {
      const version = await getBoardVersion(userId, params.id);
      return streamBoards({
        userId,
        boards: [{ boardId: params.id, since: headers["Last-Event-ID"] ?? query.since ?? version }],
        findReadable: (boardIds) => readableVersions(userId, boardIds),
        isStillSignedIn,
        signal: request.signal,
      });
    },
  }),
  defineRoute({
    method: "get",
    path: "/events",
    summary: "Changes of several boards as they happen, in one stream",
    access: "read",
    query: manyEventsQuery,
    headers: z.object({ "Last-Event-ID": lastEventIds }),
    answer: "text/event-stream",
    handler: async ({ userId, query, headers, request, isStillSignedIn }) => {
      const resumed = headers["Last-Event-ID"];
      const since = resumed?.length === query.boards.length ? resumed : query.since;
      return streamBoards({
        userId,
        boards: query.boards.map((boardId, index) => ({ boardId, since: since?.[index] ?? null })),
        findReadable: (boardIds) => readableVersions(userId, boardIds),
        isStillSignedIn,
        signal: request.signal,
      });
    },
  }),
];
