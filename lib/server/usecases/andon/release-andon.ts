import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { changeBoard } from "../../command/change-board";
import { getColumnBoard, getWholeColumn } from "../columns/get-column";
import { releaseIfPulled } from "../columns/release-if-pulled";

/** Releases the andon of a column: it takes work again. How long it was pulled is kept. */
export async function releaseAndon(userId: string, columnId: string): Promise<void> {
  const boardId = await getColumnBoard(columnId);
  await changeBoard(userId, boardId, "andon:pull", async (record) => {
    const { id } = await getWholeColumn(userId, boardId, columnId);
    if (!(await releaseIfPulled(userId, id, record))) throw new DomainError("not-found");
  });
}
