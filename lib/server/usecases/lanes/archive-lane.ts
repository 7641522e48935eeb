import "server-only";
import { DomainError, invalidField } from "@/lib/domain/errors";
import { changeBoard, type RecordChange } from "../../command/change-board";
import { moveCards } from "../../store/board/cards";
import { listCardsInLane, updateLane } from "../../store/board/lanes";
import { listLimitsOfLane, removeLimit } from "../../store/board/limits";
import { readPresent } from "../../store/clock/clock";
import { getLane } from "./get-lane";

/**
 * Takes a lane off the board. Its cards stay in their columns and go to the lane `moveCardsTo`, or out of every lane
 * by `none`, under the limits there, all or none; without it a lane with cards is refused. Its limits end with it.
 */
export async function archiveLane(
  userId: string,
  laneId: string,
  moveCardsTo: string | undefined,
): Promise<void> {
  const { boardId } = await getLane(laneId);
  await changeBoard(userId, boardId, "board:configure", async (record) => {
    const { name } = await getLane(laneId);
    await clearLane(userId, boardId, laneId, moveCardsTo);
    await removeLimits(userId, boardId, laneId, record);
    await updateLane(laneId, { archivedAt: await readPresent() });
    await record("lane.archived", { laneId, name, ...(moveCardsTo && { moveCardsTo }) });
  });
}

async function clearLane(
  userId: string,
  boardId: string,
  laneId: string,
  target: string | undefined,
): Promise<void> {
  const cards = await listCardsInLane(laneId);
  if (cards.length === 0) return;
  if (target === undefined) throw new DomainError("lane-not-empty", { count: cards.length });
  if (target === laneId) {
    throw invalidField("moveCardsTo", "Name another lane.");
  }
  for (const columnId of new Set(cards.map((card) => card.columnId))) {
    const cardIds = cards.filter((card) => card.columnId === columnId).map((card) => card.id);
    const laneId = target === "none" ? null : target;
    await moveCards(userId, boardId, cardIds, { columnId, laneId }, true);
  }
}

async function removeLimits(
  userId: string,
  boardId: string,
  laneId: string,
  record: RecordChange,
): Promise<void> {
  for (const limit of await listLimitsOfLane(boardId, laneId)) {
    await removeLimit(limit.id, { actorId: userId, why: null });
    await record("limit.removed", {
      limitId: limit.id,
      laneId,
      columnIds: limit.columnIds,
      fromMax: limit.max,
    });
  }
}
