import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { changeBoard, type RecordChange } from "../../command/change-board";
import { findPulledAndon, releaseAndon as releaseStoredAndon } from "../../store/board/andons";
import { getColumnBoard, getWholeColumn } from "../columns/get-column";

/** Releases the cord of a column: it takes work again. For how long it was pulled is kept. */
export async function releaseAndon(userId: string, columnId: string): Promise<void> {
  const boardId = await getColumnBoard(columnId);
  await changeBoard(userId, boardId, "andon:pull", async (record) => {
    const { id } = await getWholeColumn(userId, boardId, columnId);
    if (!(await releaseIfPulled(userId, id, record))) throw new DomainError("not-found");
  });
}

/** Releases the cord of a column where it is pulled; returns whether it was. Part of another change of the board. */
export async function releaseIfPulled(
  userId: string,
  columnId: string,
  record: RecordChange,
): Promise<boolean> {
  const andonId = await findPulledAndon(columnId);
  if (andonId === null) return false;
  const durationMs = await releaseStoredAndon(andonId, userId);
  await record("andon.released", { columnId, durationMs });
  return true;
}
