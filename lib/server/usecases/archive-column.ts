import "server-only";
import { DomainError } from "@/lib/domain/errors";
import { moveCards } from "../store/cards";
import { listCardIdsInColumn, listColumns, updateColumn } from "../store/columns";
import { listLimitsOfColumnAlone, removeLimit } from "../store/limits";
import { changeBoard, type RecordChange } from "./change-board";
import { getColumnBoard, getColumnView } from "./get-column";

/**
 * Takes a column off the board; its past stays in the reports. Cards in it go to `moveCardsTo`, under the limits
 * there, all or none; without it a column with cards is refused. Limits of this column alone end with it.
 */
export async function archiveColumn(
  userId: string,
  columnId: string,
  moveCardsTo: string | undefined,
): Promise<void> {
  const boardId = await getColumnBoard(columnId);
  await changeBoard(userId, boardId, "board:configure", async (record) => {
    const { name } = await getColumnView(userId, boardId, columnId);
    await requireAnotherColumn(boardId);
    await clearColumn(userId, boardId, columnId, moveCardsTo);
    await removeLimits(userId, boardId, columnId, record);
    await updateColumn(columnId, { archivedAt: new Date() });
    await record("column.archived", { columnId, name, ...(moveCardsTo && { moveCardsTo }) });
  });
}

async function requireAnotherColumn(boardId: string): Promise<void> {
  const live = (await listColumns(boardId)).filter((column) => column.archivedAt === null);
  if (live.length > 1) return;
  throw new DomainError("invalid", {
    errors: [{ path: "id", message: "A board keeps at least one column." }],
  });
}

async function clearColumn(
  userId: string,
  boardId: string,
  columnId: string,
  target: string | undefined,
): Promise<void> {
  const cardIds = await listCardIdsInColumn(columnId);
  if (cardIds.length === 0) return;
  if (target === undefined) throw new DomainError("column-not-empty", { count: cardIds.length });
  if (target === columnId) {
    throw new DomainError("invalid", { errors: [{ path: "moveCardsTo", message: "Name another column." }] });
  }
  await moveCards(userId, boardId, cardIds, { columnId: target });
}

async function removeLimits(
  userId: string,
  boardId: string,
  columnId: string,
  record: RecordChange,
): Promise<void> {
  for (const limit of await listLimitsOfColumnAlone(boardId, columnId)) {
    await removeLimit(limit.id, { actorId: userId, why: null });
    await record("limit.removed", { limitId: limit.id, columnIds: limit.columnIds, fromMax: limit.max });
  }
}
