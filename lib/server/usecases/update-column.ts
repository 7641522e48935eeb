import "server-only";
import type { ColumnView, UpdateColumnRequest } from "@/lib/contracts/board";
import { projectBoard } from "../store/boards";
import { updateColumn as updateStoredColumn } from "../store/columns";
import { changeBoard } from "./change-board";
import { setColumnLimit } from "./column-limit";
import { placeColumn } from "./column-order";
import { getColumnBoard, getColumnView } from "./get-column";

/** Renames a column, corrects its kind, moves it, or changes its own limit; only the members present change. */
export async function updateColumn(
  userId: string,
  columnId: string,
  request: UpdateColumnRequest,
): Promise<ColumnView> {
  const boardId = await getColumnBoard(columnId);
  return changeBoard(userId, boardId, "board:configure", async (record) => {
    await getColumnView(userId, boardId, columnId);
    const { limit, position, ...facts } = request;
    if (facts.name !== undefined || facts.kind !== undefined) await updateStoredColumn(columnId, facts);
    if (facts.kind !== undefined) await projectBoard(boardId);
    if (position !== undefined) await placeColumn(boardId, columnId, position);
    if (facts.name !== undefined || facts.kind !== undefined || position !== undefined) {
      await record("column.updated", { columnId, ...facts, ...(position !== undefined && { position }) });
    }
    if (limit !== undefined) await setColumnLimit(userId, boardId, columnId, limit, record);
    return getColumnView(userId, boardId, columnId);
  });
}
