import "server-only";
import { changeBoard } from "../../command/change-board";
import { removeLimit as removeStoredLimit } from "../../store/board/limits";
import { getLimit } from "./get-limit";

/** Ends a limit; its history stays. */
export async function removeLimit(userId: string, limitId: string, why: string | undefined): Promise<void> {
  const { boardId } = await getLimit(limitId);
  await changeBoard(userId, boardId, "limit:change", async (record) => {
    const { columnIds, max, mode } = await getLimit(limitId);
    await removeStoredLimit(limitId, { actorId: userId, why: why ?? null });
    await record("limit.removed", { limitId, columnIds, fromMax: max, fromMode: mode, ...(why && { why }) });
  });
}
