import "server-only";
import type { WaitingView } from "@/lib/contracts/board";
import type { WaitRequest } from "@/lib/contracts/card";
import { DomainError, invalidField } from "@/lib/domain/errors";
import { changeBoard } from "../../command/change-board";
import { hasLane } from "../../store/board/limit-scope";
import { insertWaiting, listWaiting } from "../../store/board/waiting-list";
import { getCard } from "../cards/get-card";
import { getColumnView } from "../columns/get-column";

/**
 * Puts a card on a column's waiting list. It does not move: when a slot is free for it, it may come in, or the board
 * pulls it.
 */
export async function waitForColumn(
  userId: string,
  cardId: string,
  { columnId, laneId }: WaitRequest,
): Promise<WaitingView> {
  const { boardId } = await getCard(userId, cardId);
  return changeBoard(userId, boardId, "card:write", async (record) => {
    const card = await getCard(userId, cardId);
    if (card.archivedAt !== null) throw new DomainError("card-archived", { cardId });
    if (card.columnId === columnId) throw invalidField("columnId", "The card is in this column already.");
    await getColumnView(userId, boardId, columnId).catch(() => {
      throw invalidField("columnId", "No such column on this board.");
    });
    if (laneId && !(await hasLane(boardId, laneId)))
      throw invalidField("laneId", "No such lane on this board.");
    await insertWaiting({ cardId, boardId, columnId, laneId: laneId ?? null }, userId);
    await record("waiting.added", { columnId, laneId: laneId ?? null }, cardId);
    const entry = (await listWaiting(boardId)).find((waiting) => waiting.cardId === cardId);
    if (!entry) throw new Error("A card that was put on a waiting list is on none.");
    return entry;
  });
}
