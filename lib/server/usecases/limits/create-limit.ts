import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { CreateLimitRequest, LimitView } from "@/lib/contracts/limit";
import { changeBoard } from "../../command/change-board";
import { insertLimit } from "../../store/board/limits";
import { getLimitView } from "./get-limit";
import { toLimitScope } from "./limit-scope";

/** Sets a limit. One under the present count is allowed: nothing new comes in until it has drained. */
export function createLimit(
  userId: string,
  boardId: string,
  { why, ...request }: CreateLimitRequest,
): Promise<LimitView> {
  return changeBoard(userId, boardId, "limit:change", async (record) => {
    const limit = await toLimitScope({
      ...request,
      id: uuidv7(),
      boardId,
      laneId: request.laneId ?? null,
      userId: request.userId ?? null,
      classOfService: request.classOfService ?? null,
    });
    await insertLimit(limit, { actorId: userId, why: why ?? null });
    await record("limit.created", {
      limitId: limit.id,
      columnIds: limit.columnIds,
      toMax: limit.max,
      toMode: limit.mode,
      ...(why && { why }),
    });
    return getLimitView(boardId, limit.id);
  });
}
