import "server-only";
import type { ColumnView } from "@/lib/contracts/board";
import { invalidField } from "@/lib/domain/errors";
import { changeBoard } from "../../command/change-board";
import { moveCards } from "../../store/board/cards";
import { listCardIdsInColumn, listColumns, updateColumn } from "../../store/board/columns";
import { readPresent } from "../../store/clock/clock";
import { archivePolicies } from "./archive-exit-policies";
import { getColumnBoard, getColumnView } from "./get-column";

/** Ends the split of a column: cards of its done part go back into the column. Its past stays in the reports. */
export async function mergeColumn(userId: string, columnId: string): Promise<{ columns: ColumnView[] }> {
  const boardId = await getColumnBoard(columnId);
  return changeBoard(userId, boardId, "board:configure", async (record) => {
    const columns = await listColumns(boardId);
    const live = columns.filter((column) => column.archivedAt === null);
    const named = live.find((column) => column.id === columnId);
    const wholeId = named?.donePartOf ?? columnId;
    const part = live.find((column) => column.donePartOf === wholeId);
    if (!part) throw invalidField("id", "It is not split.");
    const cardIds = await listCardIdsInColumn(part.id);
    if (cardIds.length > 0) await moveCards(userId, boardId, cardIds, { columnId: wholeId }, true);
    await archivePolicies(part.id);
    await updateColumn(part.id, { archivedAt: await readPresent() });
    await record("column.merged", { columnId: wholeId, donePartId: part.id, cards: cardIds.length });
    return { columns: [await getColumnView(userId, boardId, wholeId)] };
  });
}
