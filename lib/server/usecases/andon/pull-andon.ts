import "server-only";
import type { ColumnView } from "@/lib/contracts/board";
import { DomainError } from "@/lib/domain/errors";
import { changeBoard } from "../../command/change-board";
import { findPulledAndon, insertAndon } from "../../store/board/andons";
import { getColumnBoard, getColumnView, getWholeColumn } from "../columns/get-column";

/** Pulls the andon of a column: it takes no new work until somebody releases it. */
export async function pullAndon(userId: string, columnId: string, reason: string): Promise<ColumnView> {
  const boardId = await getColumnBoard(columnId);
  return changeBoard(userId, boardId, "andon:pull", async (record) => {
    const { id } = await getWholeColumn(userId, boardId, columnId);
    if ((await findPulledAndon(id)) !== null) {
      throw new DomainError("already-exists", {}, "The andon of this column is pulled already.");
    }
    await insertAndon(boardId, id, reason, userId);
    await record("andon.pulled", { columnId: id, reason });
    return getColumnView(userId, boardId, id);
  });
}
