import "server-only";
import type { ColumnView, UpdateColumnRequest } from "@/lib/contracts/board";
import { invalidField } from "@/lib/domain/errors";
import { changeBoard } from "../../command/change-board";
import { projectBoard } from "../../store/board/boards";
import { listColumns, updateColumn as updateStoredColumn } from "../../store/board/columns";
import { setColumnLimit } from "./column-limit";
import { setColumnPosition } from "./column-position";
import { getColumnBoard, getColumnView } from "./get-column";

/** Renames a column, corrects its kind, moves it, or changes its own limit; only the members present change. */
export async function updateColumn(
  userId: string,
  columnId: string,
  request: UpdateColumnRequest,
): Promise<ColumnView> {
  const boardId = await getColumnBoard(columnId);
  return changeBoard(userId, boardId, "board:configure", async (record) => {
    await requireOwnMembers(await getColumnView(userId, boardId, columnId), request);
    const { limit, position, ...facts } = request;
    if (facts.name !== undefined || facts.kind !== undefined) await updateStoredColumn(columnId, facts);
    if (facts.kind !== undefined) await projectBoard(boardId);
    if (position !== undefined) await setColumnPosition(boardId, columnId, position);
    if (facts.name !== undefined || facts.kind !== undefined || position !== undefined) {
      await record("column.updated", { columnId, ...facts, ...(position !== undefined && { position }) });
    }
    if (limit !== undefined) await setColumnLimit(userId, boardId, columnId, limit, record);
    return getColumnView(userId, boardId, columnId);
  });
}

/** A done part takes its kind, position and limits from its column, and a split column stays active. */
async function requireOwnMembers(column: ColumnView, request: UpdateColumnRequest): Promise<void> {
  if (column.donePartOf !== null) {
    const path = (["kind", "position", "limit"] as const).find((member) => request[member] !== undefined);
    if (path) throw invalidField(path, "A done part shares this with its column.");
  }
  if (request.kind === undefined || request.kind === "active") return;
  const parts = (await listColumns(await getColumnBoard(column.id))).filter(
    (other) => other.donePartOf === column.id && other.archivedAt === null,
  );
  if (parts.length > 0) throw invalidField("kind", "A split column is active. Merge it first.");
}
