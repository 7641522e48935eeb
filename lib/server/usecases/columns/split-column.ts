import "server-only";
import { v7 as uuidv7 } from "uuid";
import type { ColumnView } from "@/lib/contracts/board";
import { DomainError, invalidField } from "@/lib/domain/errors";
import { changeBoard } from "../../command/change-board";
import { insertColumns, listColumns } from "../../store/board/columns";
import { setColumnPosition } from "./column-position";
import { getColumnBoard, getColumnView } from "./get-column";

/**
 * Splits an active column: cards are worked on in the column itself, then wait in its done part, a queue to its right.
 * Both parts share the column's limits and its andon. Answers both parts.
 */
export async function splitColumn(
  userId: string,
  columnId: string,
  doneName: string | undefined,
): Promise<{ columns: ColumnView[] }> {
  const boardId = await getColumnBoard(columnId);
  return changeBoard(userId, boardId, "board:configure", async (record) => {
    const column = await getColumnView(userId, boardId, columnId);
    const columns = await listColumns(boardId);
    requireWhole(column);
    if (columns.some((other) => other.donePartOf === columnId && other.archivedAt === null)) {
      throw new DomainError("already-exists", {}, "This column is split already.");
    }
    const id = uuidv7();
    const name = doneName ?? `${column.name}: done`;
    const position = Math.max(...columns.map((other) => other.position)) + 1;
    await insertColumns([{ id, boardId, name, kind: "queue", position, donePartOf: columnId }]);
    await setColumnPosition(boardId, columnId, column.position);
    await record("column.split", { columnId, donePartId: id, name });
    return {
      columns: [await getColumnView(userId, boardId, columnId), await getColumnView(userId, boardId, id)],
    };
  });
}

function requireWhole(column: ColumnView): void {
  if (column.kind === "active" && column.donePartOf === null) return;
  throw invalidField("id", "Only an active column can be split into doing and done.");
}
