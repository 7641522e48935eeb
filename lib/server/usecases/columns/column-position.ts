import "server-only";
import { reorderColumns } from "@/lib/domain/column-order";
import { projectBoard } from "../../store/board/boards";
import { listColumns, updateColumn } from "../../store/board/columns";

/**
 * Puts a column at a position among those that are not archived, and recomputes when cards started, which depends on
 * the order.
 */
export async function setColumnPosition(boardId: string, columnId: string, position: number): Promise<void> {
  const columns = await listColumns(boardId);
  const order = reorderColumns(
    columns.map(({ id, archivedAt, donePartOf }) => ({ id, isArchived: archivedAt !== null, donePartOf })),
    columnId,
    position,
  );
  for (const [place, id] of order.entries()) {
    if (columns.find((column) => column.id === id)?.position !== place) {
      await updateColumn(id, { position: place });
    }
  }
  await projectBoard(boardId);
}
