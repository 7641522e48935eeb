import "server-only";
import type { ArchiveColumnQuery } from "@/lib/contracts/board";
import { DomainError, invalidField } from "@/lib/domain/errors";
import { changeBoard, type RecordChange } from "../../command/change-board";
import { archiveCard, moveCards } from "../../store/board/cards";
import { listCardIdsInColumn, listColumns, updateColumn } from "../../store/board/columns";
import { listLimitsOfColumnAlone, removeLimit } from "../../store/board/limits";
import { readPresent } from "../../store/clock/clock";
import { archivePolicies } from "./archive-exit-policies";
import { getColumnBoard, getColumnView } from "./get-column";
import { releaseIfPulled } from "./release-if-pulled";

/**
 * Takes a column off the board, with its done part if it is split; its past stays in the reports. Cards in it go to
 * `moveCardsTo`, all or none and under the limits there, or into the archive; without either, a column with cards is
 * refused. Limits of this column alone end with it, and so does a pulled andon.
 */
export async function archiveColumn(
  userId: string,
  columnId: string,
  fate: ArchiveColumnQuery,
): Promise<void> {
  const boardId = await getColumnBoard(columnId);
  await changeBoard(userId, boardId, "board:configure", async (record) => {
    const { name } = await getColumnView(userId, boardId, columnId);
    const partIds = await listPartIds(boardId, columnId);
    for (const id of partIds) await archivePolicies(id);
    await clearColumns(userId, boardId, partIds, fate);
    await releaseIfPulled(userId, columnId, record);
    await removeLimits(userId, boardId, columnId, record);
    const archivedAt = await readPresent();
    for (const id of partIds) await updateColumn(id, { archivedAt });
    await record("column.archived", { columnId, name, ...fate });
  });
}

/** The column and the parts of it that are on the board. */
async function listPartIds(boardId: string, columnId: string): Promise<string[]> {
  const live = (await listColumns(boardId)).filter((column) => column.archivedAt === null);
  const parts = live.filter((column) => column.id === columnId || column.donePartOf === columnId);
  if (parts.some((part) => part.id === columnId && part.donePartOf !== null)) {
    throw invalidField("id", "A done part ends by merging its column.");
  }
  if (live.length > parts.length) return parts.map((part) => part.id);
  throw invalidField("id", "A board keeps at least one column.");
}

async function clearColumns(
  userId: string,
  boardId: string,
  columnIds: readonly string[],
  { moveCardsTo: target, archiveCards }: ArchiveColumnQuery,
): Promise<void> {
  const cardIds: string[] = [];
  for (const id of columnIds) cardIds.push(...(await listCardIdsInColumn(id)));
  if (cardIds.length === 0) return;
  if (archiveCards) {
    for (const cardId of cardIds) await archiveCard(userId, cardId, true);
    return;
  }
  if (target === undefined) throw new DomainError("column-not-empty", { count: cardIds.length });
  if (columnIds.includes(target)) {
    throw invalidField("moveCardsTo", "Name another column.");
  }
  await moveCards(userId, boardId, cardIds, { columnId: target }, true);
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
