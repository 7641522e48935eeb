import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { ColumnView, CreateColumnRequest } from "@/lib/contracts/board";
import { changeBoard } from "../../command/change-board";
import { insertColumns, listColumns } from "../../store/board/columns";
import { setColumnLimit } from "./column-limit";
import { setColumnPosition } from "./column-position";
import { getColumnView } from "./get-column";

/** Adds a column, at the right end unless a position is given. */
export function createColumn(
  userId: string,
  boardId: string,
  request: CreateColumnRequest,
): Promise<ColumnView> {
  return changeBoard(userId, boardId, "board:configure", async (record) => {
    const id = uuidv7();
    const { name, kind } = request;
    const columns = await listColumns(boardId);
    const position = Math.max(-1, ...columns.map((column) => column.position)) + 1;
    await insertColumns([{ id, boardId, name, kind, position }]);
    await setColumnPosition(boardId, id, request.position ?? columns.length);
    await record("column.created", { columnId: id, name, kind });
    if (request.limit) await setColumnLimit(userId, boardId, id, request.limit, record);
    return getColumnView(userId, boardId, id);
  });
}
