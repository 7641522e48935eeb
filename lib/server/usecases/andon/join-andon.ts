import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { changeBoard } from "../../command/change-board";
import { deleteHelper, findPulledAndon, insertHelper } from "../../store/board/andons";
import { getColumnBoard, getWholeColumn } from "../columns/get-column";

/** Joins the people who help at a pulled andon, or leaves them. Doing it twice changes nothing. */
export async function setInSwarm(userId: string, columnId: string, isIn: boolean): Promise<void> {
  const boardId = await getColumnBoard(columnId);
  await changeBoard(userId, boardId, "andon:pull", async (record) => {
    const { id } = await getWholeColumn(userId, boardId, columnId);
    const andonId = await findPulledAndon(id);
    if (andonId === null) throw new DomainError("not-found");
    const hasChanged = isIn
      ? await insertHelper(boardId, andonId, userId)
      : await deleteHelper(andonId, userId);
    if (hasChanged) await record(isIn ? "andon.joined" : "andon.left", { columnId: id });
  });
}
