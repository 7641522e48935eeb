import "server-only";
import type { LimitView, UpdateLimitRequest } from "@/lib/contracts/limit";
import { invalidField } from "@/lib/domain/errors";
import { changeBoard } from "../../command/change-board";
import { updateLimit as updateStoredLimit } from "../../store/board/limits";
import { getLimit, getLimitView } from "./get-limit";
import { toLimitScope } from "./limit-scope";

/** Changes a limit. Lowering it below the present count is allowed and takes nothing out. */
export async function updateLimit(
  userId: string,
  limitId: string,
  { why, ...request }: UpdateLimitRequest,
): Promise<LimitView> {
  const { boardId } = await getLimit(limitId);
  return changeBoard(userId, boardId, "limit:change", async (record) => {
    const present = await getLimit(limitId);
    const wanted = request.columnIds
      ? await toLimitScope({ ...present, ...request, columnIds: request.columnIds })
      : { ...present, ...request };
    const changes = { ...request, ...(request.columnIds && { columnIds: wanted.columnIds }) };
    requireSomeScope(wanted);
    await updateStoredLimit(limitId, changes, { actorId: userId, why: why ?? null });
    await record("limit.updated", {
      limitId,
      columnIds: wanted.columnIds,
      fromMax: present.max,
      toMax: wanted.max,
      fromMode: present.mode,
      toMode: wanted.mode,
      ...(why && { why }),
    });
    return getLimitView(boardId, limitId);
  });
}

function requireSomeScope(limit: Awaited<ReturnType<typeof getLimit>>): void {
  if (limit.columnIds.length > 0 || limit.laneId || limit.userId || limit.perPerson || limit.classOfService)
    return;
  throw invalidField("columnIds", "A limit covers at least one column.");
}
