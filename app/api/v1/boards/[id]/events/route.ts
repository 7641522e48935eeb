import { eventsQuery, lastEventId } from "@/lib/contracts/activity";
import { idParams } from "@/lib/contracts/path";
import { defineRoute } from "@/lib/server/api/define-route";
import { streamBoards } from "@/lib/server/realtime/stream-boards";
import { getBoardVersion, readableVersions } from "@/lib/server/usecases/boards/follow-board";

export const GET = defineRoute({
  access: "read",
  params: idParams,
  query: eventsQuery,
  handler: async ({ userId, params, query, request, isStillSignedIn }) => {
    const since = lastEventId.parse(request.headers.get("last-event-id")) ?? query.since;
    const version = await getBoardVersion(userId, params.id);
    return streamBoards({
      userId,
      boards: [{ boardId: params.id, since: since ?? version }],
      findReadable: (boardIds) => readableVersions(userId, boardIds),
      isStillSignedIn,
      signal: request.signal,
    });
  },
});
