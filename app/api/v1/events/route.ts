import { manyEventsQuery, versionList } from "@/lib/contracts/activity";
import { defineRoute } from "@/lib/server/api/define-route";
import { streamBoards } from "@/lib/server/realtime/stream-boards";
import { readableVersions } from "@/lib/server/usecases/boards/follow-board";

export const GET = defineRoute({
  access: "read",
  query: manyEventsQuery,
  handler: async ({ userId, query, request, isStillSignedIn }) => {
    const resumed = versionList.safeParse(request.headers.get("last-event-id"));
    const isOfThese = resumed.success && resumed.data.length === query.boards.length;
    const since = isOfThese ? resumed.data : query.since;
    return streamBoards({
      userId,
      boards: query.boards.map((boardId, index) => ({ boardId, since: since?.[index] ?? null })),
      findReadable: (boardIds) => readableVersions(userId, boardIds),
      isStillSignedIn,
      signal: request.signal,
    });
  },
});
