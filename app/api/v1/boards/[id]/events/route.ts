import { eventsQuery, lastEventId } from "@/lib/contracts/activity";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/http/define-route";
import { streamBoard } from "@/lib/server/realtime/stream-board";
import { getBoardVersion, mayReadBoard } from "@/lib/server/usecases/follow-board";

export const GET = defineRoute({
  access: "read",
  params: idParams,
  query: eventsQuery,
  handler: async ({ userId, params, query, request, isStillSignedIn }) =>
    streamBoard({
      boardId: params.id,
      since: lastEventId.parse(request.headers.get("last-event-id")) ?? query.since ?? null,
      version: await getBoardVersion(userId, params.id),
      signal: request.signal,
      mayRead: async () => (await isStillSignedIn()) && (await mayReadBoard(userId, params.id)),
    }),
});
